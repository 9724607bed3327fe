import type { IncomingMessage } from 'node:http';

/** An answer other than 200. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

export interface WavUpload {
  readonly wavBytes: number;
  readonly samples: Int16Array;
  readonly sampleRate: number;
  readonly model: string;
  readonly language: string | null;
  readonly prompt: string | null;
  readonly responseFormat: string;
}

const RESPONSE_FORMATS = ['json', 'text'];
const MODELS = ['gpt-transcribe', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'whisper-1'];
const FIELDS = ['file', 'model', 'language', 'prompt', 'response_format', 'temperature'];
/** Shorter sound is refused by the real service, in ms. */
const SHORTEST_MS = 100;
const WAV_HEADER_BYTES = 44;

/** Reads and checks a multipart upload. Throws Refusal. */
export async function readWavUpload(request: IncomingMessage, maxBytes: number): Promise<WavUpload> {
  const form = await readForm(request, maxBytes);
  for (const key of form.keys()) if (!FIELDS.includes(key)) throw new Refusal(400, `unknown parameter: ${key}`);
  const file = form.get('file');
  if (!(file instanceof File)) throw new Refusal(400, 'file is missing');
  const model = text(form, 'model');
  if (model === null) throw new Refusal(400, 'model is missing');
  if (!MODELS.includes(model)) throw new Refusal(404, `the model ${model} does not exist`);
  const responseFormat = text(form, 'response_format') ?? 'json';
  if (!RESPONSE_FORMATS.includes(responseFormat)) throw new Refusal(400, `response_format ${responseFormat} is not supported`);
  const language = text(form, 'language');
  if (language !== null && !/^[a-z]{2}$/.test(language)) throw new Refusal(400, 'language is not ISO 639-1');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wav = readWav(bytes);
  if ((wav.samples.length / wav.sampleRate) * 1_000 < SHORTEST_MS) throw new Refusal(400, 'audio file is too short');
  return { ...wav, wavBytes: bytes.length, model, language, prompt: text(form, 'prompt'), responseFormat };
}

async function readForm(request: IncomingMessage, maxBytes: number): Promise<FormData> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) throw new Refusal(400, 'multipart/form-data is expected');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) throw new Refusal(413, 'maximum content size limit exceeded');
  try {
    return await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Refusal(400, 'the form could not be parsed');
  }
}

function text(form: FormData, key: string): string | null {
  const value = form.get(key);
  return typeof value === 'string' ? value : null;
}

function readWav(bytes: Uint8Array): { samples: Int16Array; sampleRate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tag = (at: number): string => new TextDecoder('latin1').decode(bytes.subarray(at, at + 4));
  if (bytes.length < WAV_HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE' || tag(12) !== 'fmt ' || tag(36) !== 'data')
    throw new Refusal(400, 'invalid file format');
  const isPlain = view.getUint16(20, true) === 1 && view.getUint16(22, true) === 1 && view.getUint16(34, true) === 16;
  const dataBytes = view.getUint32(40, true);
  if (!isPlain || dataBytes !== bytes.length - WAV_HEADER_BYTES) throw new Refusal(400, 'the audio file might be corrupted');
  const samples = Int16Array.from({ length: dataBytes >> 1 }, (_, index) => view.getInt16(WAV_HEADER_BYTES + index * 2, true));
  return { samples, sampleRate: view.getUint32(24, true) };
}
