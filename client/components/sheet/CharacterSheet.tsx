import { SRD_ATTRIBUTION, type CharacterId, type Roll, type SeatId, type SheetView } from '@skald/protocol';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { signed } from '../../core/encounter.ts';
import type { TableView } from '../../core/table-view.ts';
import { useAct, type Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';
import { Chips } from '../combat/Chips.tsx';
import { DiceCard } from '../DiceCard.tsx';
import { Sheet } from '../Sheet.tsx';
import { FightPart } from './FightPart.tsx';
import { HitPointsPart } from './HitPointsPart.tsx';
import { MagicPart } from './MagicPart.tsx';
import { SkillsPart } from './SkillsPart.tsx';
import { ThingsPart } from './ThingsPart.tsx';

export interface PartProps {
  readonly sheet: SheetView;
  readonly act: Act;
  /** Whether it stands in the fight that goes on. */
  readonly isInFight: boolean;
}

const TABS = ['skills', 'fight', 'magic', 'things'] as const;
type Tab = (typeof TABS)[number];
const PARTS: Readonly<Record<Tab, (props: PartProps) => ReactNode>> = {
  skills: SkillsPart,
  fight: FightPart,
  magic: MagicPart,
  things: ThingsPart,
};

interface CharacterSheetProps {
  readonly view: TableView;
  readonly characterId: CharacterId;
  readonly onClose: () => void;
}

/** A whole character, to read and to play from. (G6) */
export function CharacterSheet({ view, characterId, onClose }: CharacterSheetProps): ReactNode {
  const { words, language } = useWords();
  const sentences = words.character;
  const act = useAct();
  const [tab, setTab] = useState<Tab>('skills');
  const sheet = view.game.sheets.find((one) => one.characterId === characterId);
  const rolled = useFreshRoll(view, sheet?.seatId ?? null);
  if (!sheet) {
    return (
      <Sheet title={sentences.open} testId="character-sheet" onClose={onClose}>
        <p className="hint">{sentences.sheet.waiting}</p>
      </Sheet>
    );
  }
  const isInFight =
    view.game.encounter?.combatants.some((one) => one.kind === 'character' && one.characterId === characterId) ?? false;
  const Part = PARTS[tab];
  return (
    <Sheet title={sheet.character.name} testId="character-sheet" onClose={onClose}>
      <Origin sheet={sheet} />
      <HitPointsPart sheet={sheet} act={act} isInFight={isInFight} />
      <Numbers sheet={sheet} />
      <Told roll={rolled} name={sheet.character.name} />
      <Problem act={act} />
      <div className="sheet-tabs">
        <Chips
          legend={sentences.sheet.parts}
          testId="sheet-tabs"
          options={TABS.map((value) => ({ value, label: sentences.sheet.tabs[value] }))}
          chosen={tab}
          onChoose={setTab}
        />
      </div>
      <Part sheet={sheet} act={act} isInFight={isInFight} />
      <details className="licence">
        <summary>{sentences.rules}</summary>
        <p data-testid="attribution">{SRD_ATTRIBUTION[language]}</p>
      </details>
    </Sheet>
  );
}

function Origin({ sheet: { character } }: { readonly sheet: SheetView }): ReactNode {
  const { words } = useWords();
  const classes = character.classes.map(({ name, level }) => `${name}, ${words.character.sheet.level(level)}`);
  return (
    <p className="hint" data-testid="sheet-origin">
      {[character.species.name, ...classes, character.background.name].join(' · ')}
    </p>
  );
}

function Numbers({ sheet: { character, derived } }: { readonly sheet: SheetView }): ReactNode {
  const { words } = useWords();
  const { sheet } = words.character;
  const numbers = [
    [sheet.armourClass, String(derived.armourClass)],
    [sheet.initiative, signed(derived.initiative)],
    [sheet.speed, sheet.feet(character.speedFeet)],
    [sheet.proficiency, signed(derived.proficiencyBonus)],
    [sheet.passive, String(derived.passivePerception)],
  ] as const;
  return (
    <dl className="sheet-numbers">
      {numbers.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was rolled, brought into sight. */
function Told({ roll, name }: { readonly roll: Roll | null; readonly name: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const rollId = roll?.rollId ?? null;
  useEffect(() => {
    if (rollId !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [rollId]);
  return (
    <div ref={place} className="sheet-told" role="status">
      {roll && <DiceCard roll={roll} name={name} />}
    </div>
  );
}

function Problem({ act }: { readonly act: Act }): ReactNode {
  const { explain } = useWords();
  return (
    <p className="problem" role="alert" hidden={act.problem === null}>
      {act.problem ? explain(act.problem) : ''}
    </p>
  );
}

/** The newest roll of the seat that fell since the sheet was opened. */
function useFreshRoll(view: TableView, seatId: SeatId | null): Roll | null {
  const newest = view.messages.findLast((message) => message.kind === 'roll' && message.roll.seatId === seatId);
  const roll = newest?.kind === 'roll' && seatId !== null ? newest.roll : null;
  const [seen] = useState(roll?.rollId ?? null);
  return roll === null || roll.rollId === seen ? null : roll;
}
