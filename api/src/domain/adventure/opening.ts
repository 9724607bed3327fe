import { type Adventure, findScene, textsOf } from './adventure.ts';
import { fill, firstSentence, pickTold } from './say.ts';
import type { AdventureState } from './state.ts';
import { soundsOf } from './understand.ts';
import type { AdventureView } from './view.ts';

/** How much of the opening was heard: nothing that counts, what this is and its title, or where everybody is, too. */
export type Opening = 'unheard' | 'introduced' | 'heard';

/**
 * How far the opening came. It counts only as far as it was heard: what this narrator is and the title must have been
 * heard whole, of the place the first sentence. Once something was done, nobody is held up by it any more.
 */
export function heardOpening(adventure: Adventure, view: AdventureView, state: AdventureState): Opening {
  if (!isUntouched(adventure, state)) return 'heard';
  const { plot, telling, phrases } = adventure;
  const told = view.lines.filter(({ seatId }) => seatId === null).map(({ text }) => text);
  const heard = ` ${soundsOf(told.join(' '))} `;
  const isHeard = (sounds: string): boolean => heard.includes(` ${sounds} `);
  const introductions = [...phrases.opening, ...phrases.openingAgain].map((text) => fill(text, { title: telling.title }));
  if (!introductions.some((text) => isHeard(soundsOf(text)))) return 'unheard';
  const situations = textsOf(telling, pickTold(findScene(plot, state.scene).situations, state));
  return situations.some((text) => isHeard(firstSentence(text))) ? 'heard' : 'introduced';
}

function isUntouched({ plot }: Adventure, { scene, flags, ending, run }: AdventureState): boolean {
  return scene === plot.start && flags.size === 0 && ending === null && run === 1;
}
