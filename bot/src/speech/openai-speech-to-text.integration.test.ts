import { afterEach, describe, expect, it } from 'vitest';
import {
  CONTRACT_WORDS,
  describeSpeechToText,
  utteranceOf,
  type ContractFault,
  type OpenedSpeechToText,
} from '../testing/speech-to-text-contract.ts';
import { createTranscriptionServer, type TranscriptionFault } from '../testing/transcription-server.ts';
import { createOpenAiSpeechToText } from './openai-speech-to-text.ts';
import { encodeWav } from './wav.ts';

const KEY = 'sk-test-0123456789';
/** For what must run into it, and for what must not on a busy machine. */
const [SHORT_TIMEOUT_MS, TIMEOUT_MS] = [400, 10_000];
const FAULTS: Partial<Record<ContractFault, TranscriptionFault>> = { breaks: { status: 500 }, hangs: 'stall' };

async function open(
  fault?: ContractFault,
  timeoutMs = fault === 'hangs' ? SHORT_TIMEOUT_MS : TIMEOUT_MS,
): Promise<OpenedSpeechToText & { server: Awaited<ReturnType<typeof serve>> }> {
  const server = await serve();
  const scripted = fault && FAULTS[fault];
  if (scripted) server.scriptFaults(scripted);
  if (fault === 'down') await server.close();
  const apiKey = fault === 'refuses' ? `${KEY}-wrong` : KEY;
  const speechToText = createOpenAiSpeechToText({ apiKey, baseUrl: server.url, model: 'gpt-transcribe', timeoutMs });
  return { server, speechToText, close: () => server.close() };
}

function serve(maxBytes?: number) {
  return createTranscriptionServer({ apiKey: KEY, words: CONTRACT_WORDS, ...(maxBytes === undefined ? {} : { maxBytes }) });
}

describeSpeechToText('openai', (fault) => open(fault));

describe('transcription over the OpenAI protocol', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const start = async (timeoutMs = TIMEOUT_MS) => {
    const opened = await open(undefined, timeoutMs);
    closers.push(() => opened.close());
    const request = (hints: readonly string[] = []) => ({ audio: utteranceOf('12AB'), language: 'en' as const, hints });
    return { ...opened, request, signal: new AbortController().signal };
  };

  it('sends one WAV of 16 kHz with language and names, and asks once', async () => {
    const { server, speechToText, request, signal } = await start();
    await speechToText.transcribe(request(['Strahd', 'Vallaki']), signal);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      language: 'en',
      prompt: 'Strahd, Vallaki',
      model: 'gpt-transcribe',
      digits: '12AB',
    });
    expect(server.requests[0]?.wavBytes).toBe(44 + request().audio.samples.length * 2);
  });

  it('sends no prompt without names, and cuts a long one at a whole name', async () => {
    const { server, speechToText, request, signal } = await start();
    await speechToText.transcribe(request(), signal);
    await speechToText.transcribe(request(Array.from({ length: 100 }, () => 'Bartholomew')), signal);
    expect(server.requests[0]?.prompt).toBeNull();
    expect(server.requests[1]?.prompt).toMatch(/^(Bartholomew, )+Bartholomew$/);
    expect(server.requests[1]?.prompt?.length).toBeLessThanOrEqual(800);
  });

  it.each([
    ['drop', 'unreachable'],
    ['stallBody', 'timeout'],
    [{ status: 429 }, 'failed'],
    [{ status: 503 }, 'failed'],
    [{ status: 400 }, 'rejected'],
  ] as const)('%j from the server is %s, after one request', async (fault, code) => {
    const { server, speechToText, request, signal } = await start(fault === 'stallBody' ? SHORT_TIMEOUT_MS : TIMEOUT_MS);
    server.scriptFaults(fault);
    await expect(speechToText.transcribe(request(), signal)).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
    expect((await speechToText.transcribe(request(), signal)).text).toBe(CONTRACT_WORDS['12AB']);
  });
});

describe('the transcription server refuses what the real one refuses', () => {
  const wav = encodeWav(utteranceOf('12AB'));
  const good = () => ({ file: new File([wav], 'utterance.wav'), model: 'gpt-transcribe' });
  const post = async (
    fields: Record<string, string | File>,
    { key = KEY, maxBytes }: { key?: string; maxBytes?: number } = {},
  ) => {
    const server = await serve(maxBytes);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${server.url}/audio/transcriptions`, { method: 'POST', headers, body });
    const text = await response.text();
    await server.close();
    return { status: response.status, text };
  };

  it.each([
    ['a good request', good(), {}, 200],
    ['a wrong key', good(), { key: 'sk-other' }, 401],
    ['no file', { model: 'gpt-transcribe' }, {}, 400],
    ['no model', { file: good().file }, {}, 400],
    ['an unknown model', { ...good(), model: 'gpt-imaginary' }, {}, 404],
    ['what is no WAV', { ...good(), file: new File(['hello'], 'utterance.wav') }, {}, 400],
    ['a cut WAV', { ...good(), file: new File([wav.slice(0, 3_000)], 'utterance.wav') }, {}, 400],
    [
      'a blink of sound',
      { ...good(), file: new File([encodeWav({ samples: new Int16Array(800), sampleRate: 16_000 })], 'u.wav') },
      {},
      400,
    ],
    ['an unknown response format', { ...good(), response_format: 'xml' }, {}, 400],
    ['an unknown field', { ...good(), loudness: '11' }, {}, 400],
    ['a language by name', { ...good(), language: 'russian' }, {}, 400],
    ['too much', good(), { maxBytes: 1_000 }, 413],
  ])('%s', async (_what, fields, options, status) => {
    expect((await post(fields, options)).status).toBe(status);
  });

  it('a form that is no form is 400, another path 404', async () => {
    const server = await serve();
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
    const form = await fetch(`${server.url}/audio/transcriptions`, { method: 'POST', headers, body: '{}' });
    const path = await fetch(`${server.url}/audio/speech`, { method: 'POST', headers, body: '{}' });
    expect([form.status, path.status]).toEqual([400, 404]);
    await server.close();
  });
});
