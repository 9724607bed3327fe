import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeDtmf } from './dtmf.ts';
import { readWavUpload, Refusal } from './transcription-request.ts';

export interface TranscriptionServerOptions {
  readonly apiKey: string;
  /** What is said by each sequence of DTMF symbols. */
  readonly words: Readonly<Record<string, string>>;
  /** Answer to sound without any known symbols. Nothing was said when it is left out. */
  readonly otherwise?: string;
  readonly maxBytes?: number;
}

/** What happens to one request instead of an answer. `stall` never answers, `stallBody` sends headers and half a body, `drop` cuts the connection. */
export type TranscriptionFault = { readonly status: number } | 'stall' | 'stallBody' | 'drop';

export interface TranscriptionRequest {
  readonly wavBytes: number;
  readonly durationMs: number;
  readonly model: string;
  readonly language: string | null;
  readonly prompt: string | null;
  /** DTMF symbols that were found. */
  readonly digits: string;
  readonly text: string;
}

export interface TranscriptionServer {
  /** Base URL for an OpenAI client, `/v1` included. */
  readonly url: string;
  /** Requests that were well formed, faulted ones included. */
  readonly requests: readonly TranscriptionRequest[];
  /** Refusals by status, well formed or not. */
  readonly refusals: readonly number[];
  /** The next requests meet these, one each. */
  scriptFaults(...faults: TranscriptionFault[]): void;
  close(): Promise<void>;
}

const MAX_BYTES = 25 * 1024 * 1024;

/** A server on loopback that speaks OpenAI's transcription endpoint and rejects what the real one rejects. The opener closes it. */
export async function createTranscriptionServer(options: TranscriptionServerOptions): Promise<TranscriptionServer> {
  const requests: TranscriptionRequest[] = [];
  const refusals: number[] = [];
  const faults: TranscriptionFault[] = [];
  const server = createServer((request, response) => {
    void answer(request, options, (understood) => requests.push(understood))
      .then((body) => reply(response, body, faults.shift()))
      .catch((error: unknown) => refuse(response, error, (status) => refusals.push(status)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    refusals,
    scriptFaults: (...more) => void faults.push(...more),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly type: string;
  readonly body: string;
}

async function answer(
  request: IncomingMessage,
  { apiKey, words, otherwise = '', maxBytes = MAX_BYTES }: TranscriptionServerOptions,
  onUnderstood: (request: TranscriptionRequest) => void,
): Promise<Answer> {
  if (request.url !== '/v1/audio/transcriptions') throw new Refusal(404, 'unknown path');
  if (request.method !== 'POST') throw new Refusal(405, 'POST only');
  if (request.headers.authorization !== `Bearer ${apiKey}`)
    throw new Refusal(401, `Incorrect API key provided: ${request.headers.authorization ?? 'none'}`);
  const upload = await readWavUpload(request, maxBytes);
  const digits = decodeDtmf(upload.samples, upload.sampleRate);
  const text = sayings(digits, words) || sayings(withoutStutter(digits), words) || otherwise;
  const { wavBytes, model, language, prompt } = upload;
  const durationMs = (upload.samples.length / upload.sampleRate) * 1_000;
  onUnderstood({ wavBytes, durationMs, model, language, prompt, digits, text });
  return upload.responseFormat === 'text'
    ? { type: 'text/plain', body: `${text}\n` }
    : { type: 'application/json', body: JSON.stringify({ text }) };
}

/** A tone that a pause of the sender broke in two is still one symbol, as a word with a gap is to a recogniser. */
function withoutStutter(digits: string): string {
  return digits.replaceAll(/(.)\1+/g, '$1');
}

/** Words of every known sequence that is found in the digits, in order. */
function sayings(digits: string, words: Readonly<Record<string, string>>): string {
  const known = Object.keys(words).sort((one, other) => other.length - one.length);
  const found: string[] = [];
  for (let at = 0; at < digits.length; ) {
    const id = known.find((candidate) => candidate !== '' && digits.startsWith(candidate, at));
    if (id) found.push(words[id] ?? '');
    at += id?.length ?? 1;
  }
  return found.join(' ');
}

function reply(response: ServerResponse, { type, body }: Answer, fault: TranscriptionFault | undefined): void {
  if (fault === 'stall') return;
  if (fault === 'drop') return void response.destroy();
  if (fault === 'stallBody') {
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    return void response.write(body.slice(0, 2));
  }
  if (fault) throw new Refusal(fault.status, 'scripted');
  response.writeHead(200, { 'content-type': type });
  response.end(body);
}

function refuse(response: ServerResponse, error: unknown, onRefused: (status: number) => void): void {
  const status = error instanceof Refusal ? error.status : 500;
  onRefused(status);
  response.writeHead(status, { 'content-type': 'application/json' });
  const message = error instanceof Error ? error.message : 'unknown';
  response.end(JSON.stringify({ error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', code: null } }));
}
