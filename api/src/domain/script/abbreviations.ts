/**
 * Words that end in a full stop without ending a sentence, in lower case and without their last stop. A word that is listed
 * by mistake costs little: its sentence is joined to the next one.
 */
const ENGLISH =
  'mr mrs ms dr st sr jr prof capt col gen lt sgt rev hon vs etc e.g i.e no ft lb lbs oz yd in approx vol ch a.m p.m c ca';
const RUSSIAN =
  'г гг в вв т.е т.д т.п т.к т.н т е д п др пр ул стр см св им руб коп тыс млн млрд мин сек ч час напр проф акад гр ок н.э н э м с к км кг фт фут рис гл ст ср жен муж';

const ABBREVIATIONS: ReadonlySet<string> = new Set(`${ENGLISH} ${RUSSIAN}`.split(' '));

/** Whether a full stop after `word` belongs to the word: an abbreviation, or an initial such as `J.` and `А.С.` (S-9). */
export function isAbbreviation(word: string): boolean {
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
}
