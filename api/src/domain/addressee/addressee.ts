import type { Language } from '@skald/protocol';

/** Names that mean the DM wherever they stand, in every case form. */
const OWN_NAMES: Record<Language, RegExp> = {
  en: /(?:^|[^\p{L}])(?:dungeon ?master|game ?master|skald|d\.? ?m\.?|g\.? ?m\.?)(?![\p{L}'’])/iu,
  ru: /(?:^|[^\p{L}])(?:скальд(?:а|у|ом|е)?|дан(?:ж|дж)(?:ен|он)?[- ]?мастер(?:а|у|ом|е)?|гейм[- ]?мастер(?:а|у|ом|е)?|дм|дэ ?эм|гм|ди ?эм)(?!\p{L})/iu,
};

/** Common nouns that mean the DM only when it is called by them: at the beginning or the end of what was said, or between commas. */
const TITLES: Record<Language, string> = { en: 'master|narrator|storyteller', ru: 'мастер|ведущий|рассказчик' };
const OPENERS: Record<Language, string> = {
  en: 'hey|ok|okay|so|well|oh|and|but|yes|no|please|listen|dear|hello|hi',
  ru: 'эй|ну|так|слушай|слушайте|а|и|но|да|нет|ладно|окей|ок|пожалуйста|привет|уважаемый|господин',
};

/** Table talk about the DM rather than to it: «the DM said», «спроси у мастера». */
const ABOUT: Record<Language, RegExp> = {
  en: /(?:^|[^\p{L}])(?:the|our|your|a|that|this|ask|told|tell) (?:dungeon ?master|game ?master|skald|d\.?m\.?|g\.?m\.?)(?!\p{L})/iu,
  ru: /(?:^|[^\p{L}])(?:у|про|наш\p{L}*|этот|этого|спроси\p{L}*(?: у)?) (?:скальд\p{L}*|дан(?:ж|дж)\p{L}*[- ]?мастер\p{L}*|гейм[- ]?мастер\p{L}*|дм|гм)(?!\p{L})/iu,
};

function isCalled(text: string, language: Language): boolean {
  const opener = `(?:(?:${OPENERS[language]})[\\s,!.]+){0,2}`;
  const title = `(?:${TITLES[language]})`;
  const atStart = new RegExp(`^[\\s"«—-]*${opener}${title}(?=\\s*[,!.:?]|\\s*$|\\s+\\p{L})`, 'iu');
  const atEnd = new RegExp(`(?:[,!.]|\\s)\\s*${title}\\s*[.!?…»"]*\\s*$`, 'iu');
  const between = new RegExp(`,\\s*${title}\\s*,`, 'iu');
  return (startsCalled(text, language, atStart) && !isAboutTitle(text, language)) || atEnd.test(text) || between.test(text);
}

/** «Мастер меча вошёл» and "master of arms came" begin with the title but call nobody. */
function startsCalled(text: string, language: Language, atStart: RegExp): boolean {
  if (!atStart.test(text)) return false;
  const next = new RegExp(TITLES[language], 'iu').exec(text);
  const rest = text.slice((next?.index ?? 0) + (next?.[0].length ?? 0));
  return language === 'en'
    ? !/^\s+(?:of|bedroom|key|plan|thief|class)\b/iu.test(rest)
    : !/^\s+(?:меча|оружия|кузнец|клинка|на\s+все)/iu.test(rest);
}

function isAboutTitle(text: string, language: Language): boolean {
  return language === 'en' && /^\s*(?:the|a|my|our)\s/iu.test(text);
}

/**
 * Whether words that carry no other sign of their addressee name the DM (design section 4, tier 2): its name in any
 * case form, or its title as a vocative. Silent by default.
 */
export function namesDm(text: string, language: Language): boolean {
  const languages: Language[] = language === 'ru' ? ['ru', 'en'] : ['en', 'ru'];
  return languages.some((one) => (OWN_NAMES[one].test(text) && !ABOUT[one].test(text)) || isCalled(text, one));
}
