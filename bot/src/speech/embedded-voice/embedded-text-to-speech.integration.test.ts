import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Language, Voice, VoiceOffer } from '@skald/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { measureMedianPitchHz } from '../../testing/pitch.ts';
import { collect, describeTextToSpeech } from '../../testing/text-to-speech-contract.ts';
import type { TextToSpeech } from '../ports.ts';
import { createEmbeddedTextToSpeech } from './embedded-text-to-speech.ts';
import { startVoiceHost } from './voice-process.ts';

describeTextToSpeech('embedded', async () => createEmbeddedTextToSpeech());

describe('the embedded voice', () => {
  let speech: TextToSpeech | undefined;
  const children: ChildProcess[] = [];
  const lost: boolean[] = [];
  const open = (start: () => ChildProcess = startVoiceHost): TextToSpeech => {
    speech = createEmbeddedTextToSpeech({
      start() {
        const child = start();
        children.push(child);
        return child;
      },
      onLost: (exit) => lost.push(exit.hadStarted),
    });
    return speech;
  };
  afterEach(async () => {
    await speech?.close();
    for (const child of children.splice(0)) expect(child.exitCode ?? child.signalCode).not.toBeNull();
    lost.length = 0;
  });

  it('a crash in the middle of a line is a SpeechError, and the next line has a new process', async () => {
    const voice = open();
    await collect(voice, 'en');
    const crashed = (async () => {
      for await (const _ of voice.synthesize(longLine(), new AbortController().signal)) children[0]?.kill('SIGKILL');
    })();
    await expect(crashed).rejects.toMatchObject({ name: 'SpeechError', code: 'failed' });
    expect((await collect(voice, 'ru')).length).toBeGreaterThan(1);
    expect(children).toHaveLength(2);
    expect(lost).toEqual([true]);
  });

  it('an abandoned line that goes on too long costs its process, and nobody else a word', async () => {
    const voice = open();
    await collect(voice, 'en');
    const abort = new AbortController();
    const abandoned = (async () => {
      for await (const _ of voice.synthesize(longLine(200), abort.signal)) abort.abort();
    })();
    const next = collect(voice, 'en');
    await expect(abandoned).rejects.toMatchObject({ code: 'aborted' });
    expect((await next).length).toBeGreaterThan(1);
    expect(children).toHaveLength(2);
  });

  it('a program that cannot start fails each line and is tried again', async () => {
    const voice = open(() => spawn('/nonexistent/voice', [], { stdio: ['pipe', 'pipe', 'ignore'] }));
    await expect(collect(voice, 'en')).rejects.toMatchObject({ code: 'failed' });
    await expect(collect(voice, 'en')).rejects.toMatchObject({ code: 'failed' });
    expect(lost).toEqual([false]);
  });

  it('a program that writes anything but frames is replaced, and the line fails', async () => {
    const babble = `process.stdin.once('data', () => process.stdout.write('this is no frame at all'))`;
    const voice = open(() => spawn(process.execPath, ['-e', babble], { stdio: ['pipe', 'pipe', 'ignore'] }));
    await expect(collect(voice, 'en')).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('the voices of the embedded voice', () => {
  /** How far the pitch that is told may be from what is heard on other sentences, as a share of it. */
  const TOLERANCE = 0.06;
  let speech: TextToSpeech;
  beforeAll(() => {
    speech = createEmbeddedTextToSpeech();
  });
  afterAll(() => speech.close());

  const measure = async (language: Language, voice: Voice): Promise<{ pitchHz: number; durationMs: number }> => {
    const pieces = await collect(speech, language, new AbortController().signal, voice);
    const samples = Int16Array.from(pieces.flatMap((piece) => [...piece.samples]));
    return { pitchHz: measureMedianPitchHz(samples, 22_050) ?? 0, durationMs: (samples.length * 1_000) / 22_050 };
  };
  const plain = (voiceId: string): Voice => ({ voiceId, pitchSemitones: 0, rate: 1 });

  it.each(['ru', 'en'] as const)('in %s each has the pitch it says, 40 Hz or more away from the narrator', async (language) => {
    const heard: { offer: VoiceOffer; pitchHz: number }[] = [];
    for (const offer of speech.voices) heard.push({ offer, ...(await measure(language, plain(offer.voiceId))) });
    const narrator = heard.find(({ offer }) => offer.isNarrator);
    for (const { offer, pitchHz } of heard) {
      expect(Math.abs(pitchHz - (offer.pitchHz ?? 0)), offer.voiceId).toBeLessThan(TOLERANCE * pitchHz);
      if (!offer.isNarrator) expect(Math.abs(pitchHz - (narrator?.pitchHz ?? 0)), offer.voiceId).toBeGreaterThanOrEqual(40);
    }
  });

  it('raises and lowers the pitch by semitones, and speaks faster at a higher rate', async () => {
    const base = plain('embedded:captain');
    const usual = await measure('en', base);
    for (const pitchSemitones of [-4, 4]) {
      const { pitchHz } = await measure('en', { ...base, pitchSemitones });
      expect(Math.abs(12 * Math.log2(pitchHz / usual.pitchHz) - pitchSemitones)).toBeLessThan(1);
    }
    expect((await measure('en', { ...base, rate: 1.4 })).durationMs / usual.durationMs).toBeCloseTo(1 / 1.4, 1);
  });
});

describe.skipIf(!existsSync('/usr/bin/espeak-ng'))('with the program espeak-ng instead of the package (needs espeak-ng)', () => {
  it('speaks a line of both languages', async () => {
    const { useProgram } = await import('./engines.ts');
    const engine = useProgram('/usr/bin/espeak-ng');
    for (const voice of ['ru+f1', 'en-us+m3']) {
      let samples = 0;
      const line = { text: 'Привет. Hello.', voice, pitch: 50, wordsPerMinute: 160, amplitude: 100 };
      await engine.speak(line, (piece) => (samples += piece.length));
      expect(samples).toBeGreaterThan(22_050 / 2);
    }
  });
});

function longLine(sentences = 40) {
  const text = 'The river is cold and the night is long. '.repeat(sentences).slice(0, 4_000);
  return { text, language: 'en', voice: { voiceId: 'embedded:giant', pitchSemitones: 0, rate: 0.7 } } as const;
}
