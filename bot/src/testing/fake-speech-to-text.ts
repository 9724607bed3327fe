import { SpeechError, type Pcm, type SpeechToText, type Transcript } from '../speech/ports.ts';

/** What a fake does with one utterance; the first rule that fits is used up. */
export interface FakeHearing {
  readonly fits: (audio: Pcm) => boolean;
  readonly gives: Transcript | SpeechError['code'];
  /** The answer comes only when this resolves. */
  readonly after?: Promise<void>;
}

export interface FakeSpeechToText extends SpeechToText {
  /** Utterances asked for so far. */
  readonly asked: readonly { readonly audio: Pcm; readonly hints: readonly string[] }[];
}

/** Hears only what it was told of, each rule once; throws on anything else. */
export function createFakeSpeechToText(rules: readonly FakeHearing[]): FakeSpeechToText {
  const left = [...rules];
  const asked: { audio: Pcm; hints: readonly string[] }[] = [];
  return {
    name: 'fake',
    asked,
    async transcribe({ audio, hints }, signal) {
      if (signal.aborted) throw aborted();
      const place = left.findIndex((rule) => rule.fits(audio));
      const rule = left[place];
      if (!rule) throw new Error('the fake recogniser was not told of this utterance');
      left.splice(place, 1);
      asked.push({ audio, hints });
      if (rule.after) await Promise.race([rule.after, fired(signal)]);
      if (signal.aborted) throw aborted();
      if (typeof rule.gives === 'string') throw new SpeechError(rule.gives, 'the fake recogniser was told to fail');
      return rule.gives;
    },
  };
}

function aborted(): SpeechError {
  return new SpeechError('aborted', 'the transcription is not wanted any more');
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
