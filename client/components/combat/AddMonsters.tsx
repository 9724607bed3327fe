import { monsterSchema, type Monster } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { monsterByHand, type HandMonster } from '../../core/encounter.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useMonsters } from '../../hooks/useMonsters.ts';
import { useWords } from '../../hooks/useWords.ts';
import { Toggle } from '../Toggle.tsx';
import { Chips } from './Chips.tsx';
import { MonsterByHand } from './MonsterByHand.tsx';
import { MonsterFromBook } from './MonsterFromBook.tsx';

const SOURCES = ['book', 'hand'] as const;
const BLANK: HandMonster = {
  name: '',
  armourClass: '12',
  hitPoints: '2d8',
  initiativeBonus: '0',
  attackName: '',
  toHit: '3',
  damageDice: '1d6+1',
  damageType: 'slashing',
};

/** Enemies come in groups, from the book or as the host writes them. */
export function AddMonsters({ act, onDone }: { readonly act: Act; readonly onDone: () => void }): ReactNode {
  const { words, explain } = useWords();
  const sentences = words.combat;
  const { list, problem } = useMonsters();
  const [source, setSource] = useState<'book' | 'hand'>('book');
  const [chosen, setChosen] = useState<string | null>(null);
  const [written, setWritten] = useState(BLANK);
  const [how, setHow] = useState<Manner>({ count: '1', isGroup: true, isHidden: false });
  const [isWrong, setIsWrong] = useState(false);
  const wish = source === 'hand' ? monsterByHand(written) : list?.find(({ key }) => key === chosen)?.monster;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const monster = monsterSchema.safeParse(wish);
    setIsWrong(!monster.success);
    if (!monster.success) return;
    const count = Number(how.count);
    const group = how.isGroup && count > 1 ? groupOf(monster.data) : null;
    if (await act.take({ kind: 'monsters:add', monster: monster.data, count, group, isHidden: how.isHidden })) onDone();
  };
  return (
    <form className="add-monsters" onSubmit={(event) => void add(event)} data-testid="add-monsters-form">
      <Chips
        legend={sentences.addMonsters}
        testId="monster-source"
        options={SOURCES.map((value) => ({ value, label: value === 'book' ? sentences.fromBook : sentences.byHand }))}
        chosen={source}
        onChoose={setSource}
      />
      {source === 'hand' && <MonsterByHand written={written} onChange={setWritten} />}
      {source === 'book' && list && <MonsterFromBook list={list} chosen={chosen} onChoose={setChosen} />}
      {source === 'book' && list === null && <p className="hint">{problem ? explain(problem) : words.common.loading}</p>}
      <MannerFields how={how} onChange={setHow} />
      {isWrong && (
        <p className="problem" role="alert">
          {explain('bad_request')}
        </p>
      )}
      <div className="combat-actions">
        <button type="submit" className="act strong" disabled={act.isBusy || wish === undefined} data-testid="monster-add">
          {sentences.add}
        </button>
        <button type="button" className="act" onClick={onDone}>
          {words.common.cancel}
        </button>
      </div>
    </form>
  );
}

interface Manner {
  readonly count: string;
  readonly isGroup: boolean;
  readonly isHidden: boolean;
}

/** How they come: how many, together or each for itself, seen or not. */
function MannerFields({ how, onChange }: { readonly how: Manner; readonly onChange: (how: Manner) => void }): ReactNode {
  const { words } = useWords();
  const sentences = words.combat;
  return (
    <>
      <label className="field count">
        <span>{sentences.count}</span>
        <input
          type="number"
          min={1}
          max={20}
          required
          value={how.count}
          data-testid="monster-count"
          onChange={({ target }) => onChange({ ...how, count: target.value })}
        />
      </label>
      <Toggle label={sentences.group} isOn={how.isGroup} onChange={(isGroup) => onChange({ ...how, isGroup })} />
      <Toggle
        label={sentences.isHidden}
        isOn={how.isHidden}
        testId="monster-hidden"
        onChange={(isHidden) => onChange({ ...how, isHidden })}
      />
    </>
  );
}

/** They act together under their own name, at most 40 characters of it. */
function groupOf({ name }: Monster): string {
  return name.slice(0, 40).trim();
}
