import type { Language } from '@skald/protocol';

/** The language of answers: the first of Russian and English that the request accepts (RFC 9110, 12.5.4); English otherwise. */
export function acceptedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(/q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1);
      return { language: tag.split('-')[0], quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter((one) => one.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.find((one) => one.language === 'ru' || one.language === 'en')?.language === 'ru' ? 'ru' : 'en';
}
