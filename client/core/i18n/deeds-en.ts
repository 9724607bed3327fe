import type { DeedFacts, DeedWords } from '../deeds.ts';

const times = (facts: DeedFacts, key: string): string => ((facts.number(key) ?? 1) > 1 ? ` ×${facts.text(key)}` : '');
const ending = (text: string): string => (text === '' ? '' : ` (${text})`);
const verdict = (facts: DeedFacts): string =>
  facts.text('outcome') === '' ? '' : facts.text('outcome') === 'success' ? ', success' : ', failure';
/** `17 against 15, success`. */
const result = (facts: DeedFacts): string => {
  const against = facts.number('difficulty') === null ? '' : ` against ${facts.text('difficulty')}`;
  return `${facts.text('total')}${against}${verdict(facts)}`;
};
const what = (facts: DeedFacts): string => {
  const skill = facts.word('skills', 'what');
  return skill === facts.text('what') ? facts.word('abilities', 'what') : skill;
};

/** Deeds of the game in English. Names come as they are, so no sentence bends them. */
export const deedsEn: DeedWords = {
  sentences: {
    encounter_began: () => 'A fight begins.',
    encounter_ended: () => 'The fight is over.',
    combatants_joined: (facts) => `Joins the fight: ${facts.text('actor')}${times(facts, 'count')}.`,
    combatant_left: (facts) => `Leaves the fight: ${facts.text('actor')}.`,
    combatant_hidden: (facts) => `Hidden from the others: ${facts.text('actor')}.`,
    combatant_revealed: (facts) => `Comes into sight: ${facts.text('actor')}.`,
    initiative_set: (facts) => `Initiative of ${facts.text('actor')}: ${facts.text('total')}.`,
    round_began: (facts) => `Round ${facts.text('round')}.`,
    turn_began: (facts) => `Turn: ${facts.text('actor')}.${facts.is('isDeathSaveDue') ? ' A death save is due.' : ''}`,
    turn_taken_back: (facts) => `The turn goes back to ${facts.text('actor')}.`,
    turn_delayed: (facts) => `${facts.text('actor')} puts the turn off.`,
    turn_resumed: (facts) => `${facts.text('actor')} acts right after this turn.`,
    reaction_used: (facts) => `${facts.text('actor')} spends the reaction.`,
    attack_hit: (facts) =>
      `${facts.text('actor')} attacks ${facts.text('target')}${ending(facts.text('attack'))}: ${facts.text('total')}, ${facts.is('isCritical') ? 'a critical hit!' : 'a hit.'}`,
    attack_missed: (facts) =>
      `${facts.text('actor')} attacks ${facts.text('target')}${ending(facts.text('attack'))}: ${facts.text('total')}, a miss.`,
    damage_taken: (facts) =>
      `${facts.text('target')} takes ${facts.text('amount')} damage${ending(facts.word('damage', 'type'))}.`,
    healed: (facts) => `${facts.text('target')} regains hit points: ${facts.text('amount')}.`,
    temporary_granted: (facts) => `${facts.text('target')} has temporary hit points: ${facts.text('amount')}.`,
    fell: (facts) => `${facts.text('target')} falls.`,
    died: (facts) => `${facts.text('target')} dies.`,
    stabilised: (facts) => `${facts.text('target')} is stable.`,
    condition_added: (facts) =>
      `${facts.text('target')}: ${facts.word('conditions', 'condition')}${facts.number('level') === null ? '' : `, level ${facts.text('level')}`}.`,
    condition_ended: (facts) => `${facts.text('target')}: ${facts.word('conditions', 'condition')} no more.`,
    concentration_began: (facts) => `${facts.text('target')} concentrates on ${facts.text('on')}.`,
    concentration_ended: (facts) => `${facts.text('target')} concentrates no more on ${facts.text('on')}.`,
    concentration_kept: (facts) => `${facts.text('target')} keeps the concentration: ${result(facts)}.`,
    check_made: (facts) =>
      `${facts.text('actor')}, ${what(facts)}, “${facts.text('attempt')}”: ${result(facts)}.${facts.text('consequence') === '' ? '' : ` ${facts.text('consequence')}`}`,
    save_made: (facts) =>
      `${facts.text('actor')}, ${facts.word('abilities', 'ability')} save${ending(facts.text('against'))}: ${facts.is('isAutomatic') ? 'fails by itself' : result(facts)}.`,
    death_save_made: (facts) =>
      `${facts.text('target')}, death save: ${result(facts).replace(/^, /u, '')}${facts.number('successes') === null ? '' : ` (successes ${facts.text('successes')}, failures ${facts.text('failures')})`}.`,
    slot_spent: (facts) => `${facts.text('actor')} spends a slot of level ${facts.text('level')}.`,
    slot_restored: (facts) => `${facts.text('actor')} has a slot of level ${facts.text('level')} back.`,
    spell_cast: (facts) =>
      `${facts.text('actor')} casts ${facts.text('spell')}${(facts.number('level') ?? 0) > 0 ? `, level ${facts.text('level')}` : ''}.`,
    feature_used: (facts) => `${facts.text('actor')} uses ${facts.text('feature')}.`,
    rested_short: (facts) =>
      `${facts.text('actor')} takes a short rest${(facts.number('amount') ?? 0) > 0 ? ` and regains ${facts.text('amount')}` : ''}.`,
    rested_long: (facts) => `${facts.text('actor')} takes a long rest.`,
    item_given: (facts) =>
      `${facts.text('target')} gets ${facts.text('item')}${times(facts, 'quantity')}${facts.text('actor') === '' ? '' : ` from ${facts.text('actor')}`}.`,
    item_taken: (facts) => `${facts.text('target')} has no longer: ${facts.text('item')}${times(facts, 'quantity')}.`,
    coins_changed: (facts) =>
      `${facts.text('target')}, ${facts.word('coins', 'coin')}: ${(facts.number('amount') ?? 0) > 0 ? '+' : ''}${facts.text('amount').replace('-', '−')}.`,
    experience_gained: (facts) => `${facts.text('target')} gains experience: ${facts.text('amount')}.`,
    level_gained: (facts) => `${facts.text('actor')} reaches level ${facts.text('level')}${ending(facts.text('class'))}.`,
    inspiration_given: (facts) => `${facts.text('target')} has inspiration.`,
    inspiration_spent: (facts) => `${facts.text('actor')} spends the inspiration.`,
    sheet_changed: (facts) => `The sheet of ${facts.text('actor')} was edited.`,
  },
  names: {
    encounter_began: 'the fight',
    encounter_ended: 'the end of the fight',
    combatants_joined: 'joining the fight',
    combatant_left: 'leaving the fight',
    combatant_hidden: 'hiding',
    combatant_revealed: 'coming into sight',
    initiative_set: 'initiative',
    round_began: 'the round',
    turn_began: 'the turn',
    turn_taken_back: 'the turn that went back',
    turn_delayed: 'the turn that was put off',
    turn_resumed: 'the turn that was put off',
    reaction_used: 'the reaction',
    attack_hit: 'the attack',
    attack_missed: 'the attack',
    damage_taken: 'the damage',
    healed: 'the healing',
    temporary_granted: 'the temporary hit points',
    fell: 'the fall',
    died: 'the death',
    stabilised: 'the stabilising',
    condition_added: 'the condition',
    condition_ended: 'the end of the condition',
    concentration_began: 'the concentration',
    concentration_ended: 'the end of the concentration',
    concentration_kept: 'the concentration',
    check_made: 'the check',
    save_made: 'the save',
    death_save_made: 'the death save',
    slot_spent: 'the slot',
    slot_restored: 'the slot',
    spell_cast: 'the spell',
    feature_used: 'the feature',
    rested_short: 'the short rest',
    rested_long: 'the long rest',
    item_given: 'the gift',
    item_taken: 'the loss',
    coins_changed: 'the coins',
    experience_gained: 'the experience',
    level_gained: 'the level',
    inspiration_given: 'the inspiration',
    inspiration_spent: 'the inspiration',
    sheet_changed: 'the edit of the sheet',
    undone: 'a step',
  },
  undone: (name, who) => `Taken back: ${name}${ending(who)}.`,
};
