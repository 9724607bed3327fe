import type { Ability, Catalogue, Choices, Skill } from '@skald/protocol';

/** What is chosen so far; the name may still be missing. */
export type Draft = Choices;
type ClassKey = Choices['class'];
type ClassEntry = Catalogue['classes'][number];
type SpellEntry = Catalogue['spells'][number];

/** What the rules suggest for a class, as a whole draft. */
export function suggestedDraft(catalogue: Catalogue, key: ClassKey, name: string): Draft {
  return { ...classOf(catalogue, key).suggested, name };
}

export function classOf(catalogue: Catalogue, key: ClassKey): ClassEntry {
  return required(catalogue.classes.find((one) => one.key === key));
}

export function speciesOf(catalogue: Catalogue, key: Choices['species']): Catalogue['species'][number] {
  return required(catalogue.species.find((one) => one.key === key));
}

export function backgroundOf(catalogue: Catalogue, key: Choices['background']): Catalogue['backgrounds'][number] {
  return required(catalogue.backgrounds.find((one) => one.key === key));
}

/** Options of the species; the feat that the background gives anyway, told by its words, is not among them. */
export function speciesOptions(catalogue: Catalogue, { species, background }: Draft): Catalogue['species'][number]['options'] {
  const { feature } = backgroundOf(catalogue, background);
  return speciesOf(catalogue, species).options.filter((one) => one.text !== feature.text);
}

/** Skills that the class may still teach: its own, less those one has anyway. */
export function skillOffer(catalogue: Catalogue, draft: Draft): Skill[] {
  const had = new Set<Skill | null>([...backgroundOf(catalogue, draft.background).skills, draft.speciesSkill]);
  return classOf(catalogue, draft.class).skills.from.filter((skill) => !had.has(skill));
}

/** Skills that the species gives a choice of, less those of the background. */
export function speciesSkillOffer(catalogue: Catalogue, draft: Draft): Skill[] {
  const { skills } = backgroundOf(catalogue, draft.background);
  return (speciesOf(catalogue, draft.species).skills ?? []).filter((skill) => !skills.includes(skill));
}

/** Everything one is trained in, in the order it is shown. */
export function trainedSkills(catalogue: Catalogue, draft: Draft): Skill[] {
  const ofSpecies = draft.speciesSkill === null ? [] : [draft.speciesSkill];
  return [...backgroundOf(catalogue, draft.background).skills, ...ofSpecies, ...draft.skills];
}

/** How many cantrips (level 0) or spells of level 1 are chosen. */
export function spellCount(catalogue: Catalogue, draft: Draft, level: 0 | 1): number {
  const { casting } = classOf(catalogue, draft.class);
  if (casting === null) return 0;
  if (level === 1) return casting.spells;
  const hasExtra = casting.extraCantrip !== null && casting.extraCantrip === draft.classOption;
  return casting.cantrips + (hasExtra ? 1 : 0);
}

export function spellOffer(catalogue: Catalogue, draft: Draft, level: 0 | 1): SpellEntry[] {
  return catalogue.spells.filter((spell) => spell.level === level && spell.classes.includes(draft.class));
}

export function chosenSpells(catalogue: Catalogue, draft: Draft, level: 0 | 1): SpellEntry[] {
  return spellOffer(catalogue, draft, level).filter((spell) => draft.spells.includes(spell.key));
}

/**
 * The draft with as little changed as makes it legal: what another choice ruled out gives way to what is suggested, then to the first
 * that is offered. (G6.2)
 */
export function mendedDraft(catalogue: Catalogue, draft: Draft): Draft {
  const entry = classOf(catalogue, draft.class);
  const { suggested } = entry;
  const classOption = keptKey(draft.classOption, suggested.classOption, entry.options);
  const speciesOption = keptKey(draft.speciesOption, suggested.speciesOption, speciesOptions(catalogue, draft));
  const increases = mendedIncreases(catalogue, draft);
  const based = { ...draft, classOption, speciesOption, increases };
  const speciesOffer = speciesSkillOffer(catalogue, based);
  const isFree = (skill: Skill): boolean => !draft.skills.includes(skill);
  const speciesSkill =
    speciesOffer.find((skill) => skill === draft.speciesSkill) ?? speciesOffer.find(isFree) ?? speciesOffer[0] ?? null;
  const raised = { ...based, speciesSkill };
  const skills = filled(entry.skills.choose, [draft.skills, suggested.skills], skillOffer(catalogue, raised));
  const taught = { ...raised, skills };
  const trained = trainedSkills(catalogue, taught);
  const expertise = filled(entry.expertise, [draft.expertise, suggested.expertise], trained);
  const spells = ([0, 1] as const).flatMap((level) => {
    const offer = spellOffer(catalogue, taught, level).map(({ key }) => key);
    return filled(spellCount(catalogue, taught, level), [draft.spells, suggested.spells], offer);
  });
  return { ...taught, expertise, spells };
}

/** Another class, with what is suggested for it; species and background stay where somebody chose them. */
export function withClass(catalogue: Catalogue, draft: Draft, key: ClassKey): Draft {
  const old = classOf(catalogue, draft.class).suggested;
  const fresh = suggestedDraft(catalogue, key, draft.name);
  const isOwnSpecies = draft.species !== old.species;
  const { species, speciesOption, speciesSkill } = isOwnSpecies ? draft : fresh;
  const background = draft.background === old.background ? fresh.background : draft.background;
  return mendedDraft(catalogue, { ...fresh, species, speciesOption, speciesSkill, background });
}

/** Whether everything that has a number is chosen in that number. */
export function isWhole(catalogue: Catalogue, draft: Draft, part: 'skills' | 'spells'): boolean {
  if (part === 'spells') {
    return ([0, 1] as const).every(
      (level) => chosenSpells(catalogue, draft, level).length === spellCount(catalogue, draft, level),
    );
  }
  const { skills, expertise } = classOf(catalogue, draft.class);
  return draft.skills.length === skills.choose && draft.expertise.length === expertise;
}

/** Gives an ability a score; the one that had it takes the other's, so that the array stays whole. */
export function withScore(draft: Draft, ability: Ability, score: number): Draft {
  const old = draft.scores[ability];
  const other = (Object.keys(draft.scores) as Ability[]).find((one) => one !== ability && draft.scores[one] === score);
  return { ...draft, scores: { ...draft.scores, ...(other ? { [other]: old } : {}), [ability]: score } };
}

/** Takes one of a list in or out; when the list is full the one that was taken first makes room. */
export function toggled<Key extends string>(list: readonly Key[], key: Key, most: number): Key[] {
  if (list.includes(key)) return list.filter((one) => one !== key);
  return most < 1 ? [...list] : [...list, key].slice(-most);
}

/** 2 to the first and 1 to the second of an order of the background's abilities, or 1 to each of the three. */
export function increasesFor(plan: readonly Ability[], isEven: boolean): Draft['increases'] {
  const [first, second, third] = plan;
  if (first === undefined || second === undefined || third === undefined) return {};
  return isEven ? { [first]: 1, [second]: 1, [third]: 1 } : { [first]: 2, [second]: 1 };
}

function mendedIncreases(catalogue: Catalogue, draft: Draft): Draft['increases'] {
  const { abilities } = backgroundOf(catalogue, draft.background);
  const chosen = Object.keys(draft.increases) as Ability[];
  const shape = Object.values(draft.increases).sort().join();
  if ((shape === '1,2' || shape === '1,1,1') && chosen.every((one) => abilities.includes(one))) return draft.increases;
  const { primary } = classOf(catalogue, draft.class);
  const plan = [...abilities].sort(
    (a, b) => Number(primary.includes(b)) - Number(primary.includes(a)) || draft.scores[b] - draft.scores[a],
  );
  return increasesFor(plan, false);
}

function keptKey(chosen: string | null, suggested: string | null, offer: readonly { readonly key: string }[]): string | null {
  const keys = offer.map(({ key }) => key);
  return [chosen, suggested].find((key) => key !== null && keys.includes(key)) ?? keys[0] ?? null;
}

/** As many as are to be chosen: of the wishes that are on offer, in their order, then of the offer. */
function filled<Key extends string>(count: number, wishes: readonly (readonly string[])[], offer: readonly Key[]): Key[] {
  const wished = wishes.flat().flatMap((one) => offer.filter((key) => key === one));
  return [...new Set([...wished, ...offer])].slice(0, count);
}

/** The catalogue has an entry for every key of the closed lists. */
function required<T>(entry: T | undefined): T {
  if (entry === undefined) throw new Error('the catalogue lacks an entry');
  return entry;
}
