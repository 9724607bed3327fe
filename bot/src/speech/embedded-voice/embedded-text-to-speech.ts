import type { TextToSpeech } from '../ports.ts';
import { toLine } from './line.ts';
import { createVoiceProcess, type VoiceProcessOptions } from './voice-process.ts';
import { EMBEDDED_VOICES, toOffer } from './voices.ts';

/** Rate at which the engine speaks, in Hz. */
const SAMPLE_RATE = 22_050;

/** The voice that needs nothing: Russian and English, robotic, in a process of its own that is kept warm. */
export function createEmbeddedTextToSpeech(options: VoiceProcessOptions = {}): TextToSpeech {
  const voiceProcess = createVoiceProcess(options);
  return {
    name: 'embedded',
    voices: EMBEDDED_VOICES.map(toOffer),
    async *synthesize(request, signal) {
      for await (const samples of voiceProcess.speak(toLine(request), signal)) yield { samples, sampleRate: SAMPLE_RATE };
    },
    close: () => voiceProcess.close(),
  };
}
