import type { Scene } from '@skald/protocol';
import type { ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';

/** Where the party is, in what mood, and who is with them. (G8) */
export function ScenePanel({ scene }: { readonly scene: Scene | null }): ReactNode {
  const { words } = useWords();
  if (!scene) return null;
  const npcs = scene.present.filter(({ isNpc }) => isNpc);
  return (
    <aside className="scene-panel" aria-label={words.scene.title} data-testid="scene">
      <h2>{scene.title}</h2>
      <p>
        {scene.place}
        {scene.mood && <em> · {scene.mood}</em>}
      </p>
      {npcs.length > 0 && (
        <p className="scene-present">
          {words.scene.present}: {npcs.map(({ name }) => name).join(', ')}
        </p>
      )}
    </aside>
  );
}
