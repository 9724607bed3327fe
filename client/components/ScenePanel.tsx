import type { ReactNode } from 'react';
import type { TableView } from '../core/table-view.ts';
import { useWords } from '../hooks/useWords.ts';

/** Quests that are named beside the table; the others are in the sheet. */
const NAMED_QUESTS = 3;

interface ScenePanelProps {
  readonly view: TableView;
  /** Opens the scene at length, with quests and handouts. */
  readonly onOpen: () => void;
}

/** Where the party is, in what mood, who is with them and what they are after. (G8) */
export function ScenePanel({ view, onOpen }: ScenePanelProps): ReactNode {
  const { words } = useWords();
  const { scene, campaign } = view;
  const npcs = scene?.present.filter(({ isNpc }) => isNpc) ?? [];
  const open = campaign.quests.filter(({ state }) => state === 'open');
  return (
    <aside className="scene-panel" aria-label={words.scene.title} data-testid="scene">
      <button type="button" className="scene-open" title={words.campaign.story.open} data-testid="open-story" onClick={onOpen}>
        <h2>{scene?.title ?? words.campaign.story.title}</h2>
      </button>
      {scene && (
        <p>
          {scene.place}
          {scene.mood && <em> · {scene.mood}</em>}
        </p>
      )}
      {npcs.length > 0 && (
        <p className="scene-present">
          {words.scene.present}: {npcs.map(({ name }) => name).join(', ')}
        </p>
      )}
      {open.length > 0 && (
        <ul className="scene-quests" aria-label={words.campaign.quests.title}>
          {open.slice(0, NAMED_QUESTS).map(({ questId, title }) => (
            <li key={questId}>{title}</li>
          ))}
        </ul>
      )}
      {campaign.handout && (
        <p className="scene-handout">
          {words.campaign.handout.shown(campaign.handout.title === '' ? words.campaign.handout.untitled : campaign.handout.title)}
        </p>
      )}
    </aside>
  );
}
