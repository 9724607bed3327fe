import type { DmState, Speaker } from '@skald/protocol';

/** How the flame burns: it is how the Dungeon Master looks (D10). */
export interface FlameMood {
  /** Hue in degrees. */
  readonly hue: number;
  /** Height and brightness at rest, 0 (an ember) to 1. */
  readonly heat: number;
  /** Restlessness, 0 (breathes) to 1 (flutters). */
  readonly flicker: number;
  /** Which way it leans, -1 to 1. */
  readonly lean: number;
  /** Its own voice makes it brighter. */
  readonly followsVoice: boolean;
}

/** The narrator's flame: amber. */
export const NARRATOR_HUE = 32;
/** Flames of other characters, in degrees, far enough from amber and from each other to be told apart. */
const NPC_HUES = [2, 54, 152, 182, 212, 342];

export function moodOf(state: DmState): FlameMood {
  const calm: FlameMood = { hue: NARRATOR_HUE, heat: 0.6, flicker: 0.15, lean: 0, followsVoice: false };
  switch (state.state) {
    case 'absent':
      return { ...calm, heat: 0.06, flicker: 0.05 };
    case 'listening':
      return calm;
    case 'heard':
      return { ...calm, heat: 0.8, flicker: 0.25 };
    case 'thinking':
      return {
        ...calm,
        heat: 0.6,
        flicker: state.doing === 'rolling' ? 1 : 0.75,
        lean: state.doing === 'looking_up' ? -0.7 : 0.6,
      };
    case 'speaking':
      return { ...calm, hue: hueOf(state.speaker), heat: 0.7, flicker: 0.3, followsVoice: true };
    case 'paused':
      return { ...calm, heat: 0.2, flicker: 0.05 };
    case 'waiting':
      return { ...calm, heat: 0.38, flicker: 0.1 };
  }
}

/** The same character burns in the same hue on every page and every evening. */
export function hueOf(speaker: Speaker): number {
  if (speaker.kind === 'narrator') return NARRATOR_HUE;
  let hash = 7;
  for (const character of speaker.entityId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return NPC_HUES[hash % NPC_HUES.length] ?? NARRATOR_HUE;
}
