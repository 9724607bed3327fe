const russian = new Intl.PluralRules('ru');

export function pluralEn(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Forms for 1 (место), 2 to 4 (места) and 5 and more (мест). */
export function pluralRu(count: number, one: string, few: string, many: string): string {
  const rule = russian.select(count);
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`;
}
