/**
 * Words that people chose (speech, chat, names, facts made of them) as one line of a prompt that cannot pass for anything else:
 * no tags, no brackets of a speaker, no line breaks, no invisible characters. (M12)
 */
export function escapeText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/[<＜﹤]/gu, '‹')
    .replaceAll(/[>＞﹥]/gu, '›')
    .replaceAll(/[[［【⟦]/gu, '(')
    .replaceAll(/[\]］】⟧]/gu, ')')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
