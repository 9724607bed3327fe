import type { DeedFacts, DeedWords } from '../deeds.ts';

const times = (facts: DeedFacts, key: string): string => ((facts.number(key) ?? 1) > 1 ? ` ×${facts.text(key)}` : '');
const ending = (text: string): string => (text === '' ? '' : ` (${text})`);
const verdict = (facts: DeedFacts): string =>
  facts.text('outcome') === '' ? '' : facts.text('outcome') === 'success' ? ', успех' : ', провал';
/** `17 против 15, успех`. */
const result = (facts: DeedFacts): string => {
  const against = facts.number('difficulty') === null ? '' : ` против ${facts.text('difficulty')}`;
  return `${facts.text('total')}${against}${verdict(facts)}`;
};
const what = (facts: DeedFacts): string => {
  const skill = facts.word('skills', 'what');
  return skill === facts.text('what') ? facts.word('abilities', 'what') : skill;
};

/** Deeds of the game in Russian. Names come as they are: sentences neither bend them nor guess who is he or she. */
export const deedsRu: DeedWords = {
  sentences: {
    encounter_began: () => 'Начинается бой.',
    encounter_ended: () => 'Бой окончен.',
    combatants_joined: (facts) => `В бой вступает: ${facts.text('actor')}${times(facts, 'count')}.`,
    combatant_left: (facts) => `Выходит из боя: ${facts.text('actor')}.`,
    combatant_hidden: (facts) => `Скрывается от остальных: ${facts.text('actor')}.`,
    combatant_revealed: (facts) => `Теперь на виду: ${facts.text('actor')}.`,
    initiative_set: (facts) => `Инициатива, ${facts.text('actor')}: ${facts.text('total')}.`,
    round_began: (facts) => `Раунд ${facts.text('round')}.`,
    turn_began: (facts) =>
      `Ходит ${facts.text('actor')}.${facts.is('isDeathSaveDue') ? ' Пора бросить спасбросок от смерти.' : ''}`,
    turn_taken_back: (facts) => `Ход возвращается назад: ${facts.text('actor')}.`,
    turn_delayed: (facts) => `${facts.text('actor')} откладывает ход.`,
    turn_resumed: (facts) => `${facts.text('actor')} ходит сразу после этого хода.`,
    reaction_used: (facts) => `${facts.text('actor')} тратит реакцию.`,
    attack_hit: (facts) =>
      `${facts.text('actor')} атакует${ending(facts.text('attack'))}, цель — ${facts.text('target')}: ${facts.text('total')}, ${facts.is('isCritical') ? 'критическое попадание!' : 'попадание.'}`,
    attack_missed: (facts) =>
      `${facts.text('actor')} атакует${ending(facts.text('attack'))}, цель — ${facts.text('target')}: ${facts.text('total')}, промах.`,
    damage_taken: (facts) =>
      `${facts.text('target')} получает урон: ${facts.text('amount')}${ending(facts.word('damage', 'type'))}.`,
    healed: (facts) => `${facts.text('target')} восстанавливает хиты: ${facts.text('amount')}.`,
    temporary_granted: (facts) => `${facts.text('target')} получает временные хиты: ${facts.text('amount')}.`,
    fell: (facts) => `${facts.text('target')} падает.`,
    died: (facts) => `${facts.text('target')} погибает.`,
    stabilised: (facts) => `${facts.text('target')} больше не при смерти.`,
    condition_added: (facts) =>
      `${facts.text('target')}: ${facts.word('conditions', 'condition')}${facts.number('level') === null ? '' : `, степень ${facts.text('level')}`}.`,
    condition_ended: (facts) => `${facts.text('target')}: больше не «${facts.word('conditions', 'condition')}».`,
    concentration_began: (facts) => `${facts.text('target')} концентрируется: ${facts.text('on')}.`,
    concentration_ended: (facts) => `${facts.text('target')} больше не концентрируется: ${facts.text('on')}.`,
    concentration_kept: (facts) => `${facts.text('target')} удерживает концентрацию: ${result(facts)}.`,
    check_made: (facts) =>
      `${facts.text('actor')}, ${what(facts)}, «${facts.text('attempt')}»: ${result(facts)}.${facts.text('consequence') === '' ? '' : ` ${facts.text('consequence')}`}`,
    save_made: (facts) =>
      `${facts.text('actor')}, спасбросок (${facts.word('abilities', 'ability')})${facts.text('against') === '' ? '' : `, ${facts.text('against')}`}: ${facts.is('isAutomatic') ? 'провал без броска' : result(facts)}.`,
    death_save_made: (facts) =>
      `${facts.text('target')}, спасбросок от смерти: ${result(facts).replace(/^, /u, '')}${facts.number('successes') === null ? '' : ` (успехи: ${facts.text('successes')}, провалы: ${facts.text('failures')})`}.`,
    slot_spent: (facts) => `${facts.text('actor')} тратит ячейку, круг ${facts.text('level')}.`,
    slot_restored: (facts) => `${facts.text('actor')} возвращает ячейку, круг ${facts.text('level')}.`,
    spell_cast: (facts) =>
      `${facts.text('actor')} колдует: ${facts.text('spell')}${(facts.number('level') ?? 0) > 0 ? `, круг ${facts.text('level')}` : ''}.`,
    feature_used: (facts) => `${facts.text('actor')} применяет: ${facts.text('feature')}.`,
    rested_short: (facts) =>
      `${facts.text('actor')}: короткий отдых${(facts.number('amount') ?? 0) > 0 ? `, хиты +${facts.text('amount')}` : ''}.`,
    rested_long: (facts) => `${facts.text('actor')}: долгий отдых.`,
    item_given: (facts) =>
      `${facts.text('target')} получает: ${facts.text('item')}${times(facts, 'quantity')}${facts.text('actor') === '' ? '' : `. Отдаёт ${facts.text('actor')}`}.`,
    item_taken: (facts) => `${facts.text('target')} больше не имеет: ${facts.text('item')}${times(facts, 'quantity')}.`,
    coins_changed: (facts) =>
      `${facts.text('target')}, ${facts.word('coins', 'coin')}: ${(facts.number('amount') ?? 0) > 0 ? '+' : ''}${facts.text('amount').replace('-', '−')}.`,
    experience_gained: (facts) => `${facts.text('target')} получает опыт: ${facts.text('amount')}.`,
    level_gained: (facts) => `${facts.text('actor')} достигает уровня ${facts.text('level')}${ending(facts.text('class'))}.`,
    inspiration_given: (facts) => `${facts.text('target')} получает вдохновение.`,
    inspiration_spent: (facts) => `${facts.text('actor')} тратит вдохновение.`,
    sheet_changed: (facts) => `Лист изменён: ${facts.text('actor')}.`,
  },
  names: {
    encounter_began: 'начало боя',
    encounter_ended: 'конец боя',
    combatants_joined: 'вступление в бой',
    combatant_left: 'выход из боя',
    combatant_hidden: 'укрытие',
    combatant_revealed: 'появление',
    initiative_set: 'инициатива',
    round_began: 'раунд',
    turn_began: 'ход',
    turn_taken_back: 'возврат хода',
    turn_delayed: 'отложенный ход',
    turn_resumed: 'отложенный ход',
    reaction_used: 'реакция',
    attack_hit: 'атака',
    attack_missed: 'атака',
    damage_taken: 'урон',
    healed: 'лечение',
    temporary_granted: 'временные хиты',
    fell: 'падение',
    died: 'смерть',
    stabilised: 'стабилизация',
    condition_added: 'состояние',
    condition_ended: 'конец состояния',
    concentration_began: 'концентрация',
    concentration_ended: 'конец концентрации',
    concentration_kept: 'концентрация',
    check_made: 'проверка',
    save_made: 'спасбросок',
    death_save_made: 'спасбросок от смерти',
    slot_spent: 'ячейка',
    slot_restored: 'ячейка',
    spell_cast: 'заклинание',
    feature_used: 'умение',
    rested_short: 'короткий отдых',
    rested_long: 'долгий отдых',
    item_given: 'передача вещи',
    item_taken: 'потеря вещи',
    coins_changed: 'монеты',
    experience_gained: 'опыт',
    level_gained: 'уровень',
    inspiration_given: 'вдохновение',
    inspiration_spent: 'вдохновение',
    sheet_changed: 'правка листа',
    undone: 'действие',
  },
  undone: (name, who) => `Взято назад: ${name}${ending(who)}.`,
};
