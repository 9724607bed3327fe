import type { Language } from '@skald/protocol';
import type { Adventure } from '../adventure/adventure.ts';
import { englishLexicon } from '../adventure/lexicon-en.ts';
import { russianLexicon } from '../adventure/lexicon-ru.ts';
import { bellBelowEnglish } from './bell-below/en.ts';
import { bellBelowPlot } from './bell-below/plot.ts';
import { bellBelowRussian } from './bell-below/ru.ts';
import { englishPhrases } from './phrases-en.ts';
import { russianPhrases } from './phrases-ru.ts';

/** The adventure that is played without a language model, in each language. */
export const EMBEDDED_ADVENTURE: Readonly<Record<Language, Adventure>> = {
  ru: { plot: bellBelowPlot, telling: bellBelowRussian, phrases: russianPhrases, lexicon: russianLexicon },
  en: { plot: bellBelowPlot, telling: bellBelowEnglish, phrases: englishPhrases, lexicon: englishLexicon },
};
