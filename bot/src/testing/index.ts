export { decodeDtmf, makeDtmf, type DtmfOptions } from './dtmf.ts';
export { FakeVoiceActivity } from './fake-voice-activity.ts';
export { measureMedianPitchHz } from './pitch.ts';
export { createSeededRandom } from './random.ts';
export { packSpeech, type RtpSpeechOptions } from './rtp-speech.ts';
export { detectTone, makeTone, measurePower } from './tones.ts';
export { readWav, writeWav } from './wav.ts';
