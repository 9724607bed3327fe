import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, toFile } from 'openai';
import { z } from 'zod';
import { SpeechError, type SpeechToText, type Transcript } from './ports.ts';
import { encodeWav } from './wav.ts';

export interface OpenAiSpeechToTextOptions {
  readonly apiKey: string;
  /** Includes `/v1`. Undefined for the service itself. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  /** Longest wait for one whole answer, body included. */
  readonly timeoutMs?: number;
}

/** An utterance of 20 s takes a second or two at the service; a local server on a slow machine takes longer. */
const DEFAULT_TIMEOUT_MS = 15_000;
/** The service reads about this much of the prompt, in characters. */
const MAX_PROMPT_CHARACTERS = 800;

const answerSchema = z.object({ text: z.string() });

/** Any server that speaks OpenAI's transcription endpoint. Retrying is the caller's: one call is one request. */
export function createOpenAiSpeechToText({
  apiKey,
  baseUrl,
  model,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: OpenAiSpeechToTextOptions): SpeechToText {
  const client = new OpenAI({ apiKey, baseURL: baseUrl ?? null, maxRetries: 0, timeout: timeoutMs, logLevel: 'off' });
  return {
    name: 'openai',
    async transcribe({ audio, language, hints }, signal) {
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const file = await toFile(encodeWav(audio), 'utterance.wav', { type: 'audio/wav' });
        const prompt = promptOf(hints);
        const answer: unknown = await client.audio.transcriptions.create(
          { file, model, language, response_format: 'json', ...(prompt === '' ? {} : { prompt }) },
          { signal: AbortSignal.any([signal, limit]) },
        );
        return readAnswer(answer);
      } catch (error) {
        throw toSpeechError(error, signal, limit);
      }
    },
  };
}

function readAnswer(answer: unknown): Transcript {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new SpeechError('failed', 'the transcription server answered in an unknown form');
  return { text: parsed.data.text.trim(), language: null, confidence: null };
}

/** Names, most important first, cut at a whole one. */
function promptOf(hints: readonly string[]): string {
  let prompt = '';
  for (const hint of hints) {
    const longer = prompt === '' ? hint : `${prompt}, ${hint}`;
    if (longer.length > MAX_PROMPT_CHARACTERS) break;
    prompt = longer;
  }
  return prompt;
}

/** Only codes and status numbers: a provider's own words may repeat the key or what was said, so they and the cause are left out. */
function toSpeechError(error: unknown, signal: AbortSignal, limit: AbortSignal): SpeechError {
  if (error instanceof SpeechError) return error;
  if (signal.aborted) return new SpeechError('aborted', 'the transcription is not wanted any more');
  if (limit.aborted || error instanceof APIConnectionTimeoutError)
    return new SpeechError('timeout', 'the transcription server did not answer in time');
  if (error instanceof APIConnectionError) return new SpeechError('unreachable', 'the transcription server cannot be reached');
  if (!(error instanceof APIError)) return new SpeechError('failed', 'the transcription broke off');
  const status = Number(error.status);
  const isForGood = status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 429;
  return new SpeechError(isForGood ? 'rejected' : 'failed', `the transcription server answered ${status || 'an error'}`);
}
