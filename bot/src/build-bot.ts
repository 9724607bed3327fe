import { randomBytes } from 'node:crypto';
import { formatId } from '@skald/protocol';
import fastify from 'fastify';
import { pino, type Logger } from 'pino';
import { createEar } from './audio/ear.ts';
import { createMouthHost } from './audio/mouth.ts';
import { openHearingDecoder } from './audio/opus.ts';
import { createResampler } from './audio/resampler.ts';
import { openVoiceActivity } from './audio/voice-activity.ts';
import type { Env } from './env.ts';
import { createApiLink, type ApiLink } from './links/api-link.ts';
import { openSfuLink } from './links/sfu-link.ts';
import type { PresencePorts } from './presence/presence.ts';
import { Presences } from './presence/presences.ts';
import { createEmbeddedTextToSpeech } from './speech/embedded-voice/embedded-text-to-speech.ts';
import { createOpenAiSpeechToText } from './speech/openai-speech-to-text.ts';
import type { SpeechToText, TextToSpeech } from './speech/ports.ts';

export interface Bot {
  /** Of the health endpoint. */
  readonly port: number;
  close(): Promise<void>;
}

/** Ids take one random byte a character; twenty give about 100 bits. */
const ID_BYTES = 20;
const randomInstance = (): string => randomBytes(15).toString('base64url');
const nowMs = (): number => performance.now();

/** Builds the bot and starts it: health endpoint, voice, link to the api. The caller closes it. */
export async function buildBot(env: Env, logger: Logger = pino({ level: env.logLevel, name: 'bot' })): Promise<Bot> {
  const { serviceKey } = env;
  const speechToText = env.transcription ? createOpenAiSpeechToText(env.transcription) : null;
  const textToSpeech = createEmbeddedTextToSpeech({
    onLost: ({ code, signal }) => logger.warn({ code, signal }, 'the embedded voice ended and is started again'),
  });
  const mouths = createMouthHost({ onLost: (error) => logger.error({ err: error }, 'the thread that speaks was lost') });
  const abilities = { speechToText: speechToText?.name ?? null, voices: [...textToSpeech.voices] };
  const api = createApiLink({ url: env.apiUrl, serviceKey, instance: randomInstance(), abilities, nowMs, log: logger });
  const presences = new Presences({
    openRoom: ({ tableId, language, media }, events) => {
      // Each entry into a room is an instance of its own: what an older one made there is not ours to take up.
      const options = { media, instance: randomInstance(), serviceKey, language, nowMs };
      const renewToken = api.renewToken(tableId);
      return openSfuLink({ ...options, renewToken, log: logger.child({ tableId }) }, events);
    },
    openEar: ({ payloadType }, events) =>
      createEar({ openDecoder: openHearingDecoder, openVoiceActivity }, { payloadType }, events),
    openMouth: (way, events) => mouths.openMouth(way, events),
    openResampler: createResampler,
    newUtteranceId: () => formatId('utterance', randomBytes(ID_BYTES)),
    ...{ speechToText, textToSpeech, reports: api, nowMs, log: logger },
  } satisfies PresencePorts);
  const health = await serveHealth(env, api, { speechToText, textToSpeech });
  api.open(presences);
  logger.info({ port: health.port, speechToText: abilities.speechToText, voices: abilities.voices.length }, 'the bot is up');

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await presences.close();
    api.close();
    await Promise.all([mouths.close(), textToSpeech.close(), health.close()]);
  };
  return { port: health.port, close: () => (closing ??= close()) };
}

interface Voices {
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech;
}

/** `/healthz`: the process lives. `/readyz`: it is linked to the api; tells which providers are on. */
async function serveHealth({ host, port }: Env, api: ApiLink, { speechToText, textToSpeech }: Voices) {
  const server = fastify({ logger: false });
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', (_request, reply) => {
    const providers = { speechToText: speechToText?.name ?? null, textToSpeech: textToSpeech.name };
    return reply.code(api.isGreeted ? 200 : 503).send({ status: api.isGreeted ? 'ok' : 'waiting for the api', providers });
  });
  await server.listen({ host, port });
  const bound = server.server.address();
  return { port: typeof bound === 'object' && bound ? bound.port : port, close: () => server.close() };
}
