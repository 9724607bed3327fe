export { buildBot, type Bot } from '../build-bot.ts';
export type { Env as BotEnv } from '../env.ts';
export { createEmbeddedTextToSpeech } from '../speech/embedded-voice/embedded-text-to-speech.ts';
export { decodeDtmf, makeDtmf, type DtmfOptions } from './dtmf.ts';
export { FakeVoiceActivity } from './fake-voice-activity.ts';
export { measureMedianPitchHz } from './pitch.ts';
export { createSeededRandom } from './random.ts';
export { packSpeech, type RtpSpeechOptions } from './rtp-speech.ts';
export { detectTone, makeTone, measurePower } from './tones.ts';
export { readWav, writeWav } from './wav.ts';
export { ScriptedApi, type ScriptedApiOptions } from './scripted-api.ts';
export {
  createTranscriptionServer,
  type TranscriptionFault,
  type TranscriptionRequest,
  type TranscriptionServer,
  type TranscriptionServerOptions,
} from './transcription-server.ts';
