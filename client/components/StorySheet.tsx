import type { ReactNode } from 'react';
import type { TableView } from '../core/table-view.ts';
import { useWords } from '../hooks/useWords.ts';
import type { OpenSheet } from '../screens/RoomScreen.tsx';
import { BeginFight } from './combat/BeginFight.tsx';
import { HandoutForm } from './HandoutForm.tsx';
import { QuestPanel } from './QuestPanel.tsx';
import { Sheet } from './Sheet.tsx';

interface StorySheetProps {
  readonly view: TableView;
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onClose: () => void;
}

/** The scene at length, quests, the picture on the table, and the ways to lines, veils and everybody's time. (G8) */
export function StorySheet({ view, onOpen, onClose }: StorySheetProps): ReactNode {
  const { words } = useWords();
  const { scene, campaign, you, table, seats } = view;
  const { story, handout, boundaries, spotlight } = words.campaign;
  return (
    <Sheet title={scene?.title || story.title} testId="story" onClose={onClose}>
      {scene === null ? (
        <p className="hint">{words.scene.none}</p>
      ) : (
        <dl className="story-scene">
          {(
            [
              [story.place, scene.place],
              [story.mood, scene.mood],
              [story.present, scene.present.map(({ name }) => name).join(', ')],
            ] as const
          )
            .filter(([, value]) => value !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      )}
      {campaign.handout && (
        <button type="button" className="quiet strong" data-testid="open-handout" onClick={() => onOpen({ sheet: 'handout' })}>
          {handout.look(campaign.handout.title === '' ? handout.untitled : campaign.handout.title)}
        </button>
      )}
      <QuestPanel quests={campaign.quests} isHost={you.isHost} />
      {you.isHost && <HandoutForm tableId={table.tableId} others={seats.filter(({ seatId }) => seatId !== you.seatId)} />}
      <p className="story-ways">
        {you.isHost && view.game.encounter === null && <BeginFight onBegun={onClose} />}
        <button type="button" className="quiet" data-testid="story-boundaries" onClick={() => onOpen({ sheet: 'boundaries' })}>
          {boundaries.open}
        </button>
        <button type="button" className="quiet" data-testid="open-spotlight" onClick={() => onOpen({ sheet: 'spotlight' })}>
          {spotlight.open}
        </button>
      </p>
    </Sheet>
  );
}
