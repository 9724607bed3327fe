import type { TalkTarget } from '@skald/protocol';
import { FRAME_SAMPLES } from '../domain/frame.ts';
import { createSegmenter, isSameTalk, type Segmenter, type SegmenterEvent, type Talk } from '../domain/segmenter.ts';
import { createTimeline } from '../domain/timeline.ts';
import { createVoicing } from '../domain/voicing.ts';
import { type BufferedPacket, createJitterBuffer, type Released } from './jitter-buffer.ts';
import { type OpusDecoder, SEND_SAMPLE_RATE } from './opus.ts';
import { readOpusDurationMs } from './opus-packet.ts';
import { createPacketDecoder, type PacketCounts } from './packet-decoder.ts';
import type { Ear, EarEvents, VoiceActivity } from './ports.ts';
import { parseRtp, RTP_FRAME_SAMPLES } from './rtp.ts';

/**
 * How long the end of a held key waits for the packets that were on their way when it was let go, in ms. The word of the release
 * overtakes the audio, which passes the sender's encoder and the jitter buffer. 30-120; less loses the last syllable, more delays the answer.
 */
export const RELEASE_DRAIN_MS = 40;

/** Opened for one ear, which closes what it opened. */
export interface EarPorts {
  readonly openDecoder: () => Promise<OpusDecoder>;
  readonly openVoiceActivity: () => Promise<VoiceActivity>;
}

export interface EarOptions {
  /** Of the consumer; packets of another type are malformed. */
  readonly payloadType: number;
  /** Silence that ends an utterance of an open microphone, in ms. 300-1500. */
  readonly endSilenceMs?: number;
}

/** Begins with an open microphone. `close` hands on what was being said as a last segment. */
export async function createEar(ports: EarPorts, { payloadType, ...options }: EarOptions, events: EarEvents): Promise<Ear> {
  const voiceActivity = await ports.openVoiceActivity();
  const decoder = await ports.openDecoder().catch((error: unknown) => {
    voiceActivity.close();
    throw error;
  });
  const counts: PacketCounts = { lost: 0, recovered: 0, concealed: 0, late: 0, malformed: 0 };
  const buffer = createJitterBuffer();
  const hearing = createHearing(decoder, voiceActivity, counts, createSegmenter(options), events);
  let isClosed = false;
  let talk: Talk = { state: 'open' };
  /** What follows a held key that was let go. */
  let next: { talk: Talk; atMs: number } | null = null;

  function changeTalk(to: Talk, nowMs: number): void {
    next = null;
    talk = to;
    hearing.hear(buffer.drain(), nowMs);
    hearing.setTalk(to, nowMs);
  }

  function settleTalk(nowMs: number): void {
    if (next !== null && nowMs >= next.atMs) changeTalk(next.talk, nowMs);
  }

  function receive(bytes: Uint8Array, nowMs: number): void {
    if (isClosed) return;
    const packet = readPacket(bytes, payloadType);
    if (packet === null) counts.malformed += 1;
    else if (buffer.push(packet, nowMs) === 'late') counts.late += 1;
    hearing.hear(buffer.pull(nowMs), nowMs);
    settleTalk(nowMs);
  }

  return {
    counts,
    receive,
    tick(nowMs) {
      if (isClosed) return;
      hearing.hear(buffer.pull(nowMs), nowMs);
      hearing.catchUp(nowMs);
      settleTalk(nowMs);
    },
    setTalk(mode, holding, nowMs) {
      if (isClosed) return;
      const to = talkOf(mode, holding);
      if (next !== null && isSameTalk(next.talk, to)) return;
      if (next !== null) changeTalk(next.talk, nowMs);
      if (talk.state === 'held' && !isSameTalk(talk, to)) next = { talk: to, atMs: nowMs + RELEASE_DRAIN_MS };
      else changeTalk(to, nowMs);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      hearing.finish();
      decoder.close();
      voiceActivity.close();
    },
  };
}

/** A held key counts in both modes: with an open microphone it is how one turns to the DM. */
function talkOf(mode: 'open' | 'push_to_talk', holding: TalkTarget | null): Talk {
  if (holding !== null) return { state: 'held', target: holding };
  return { state: mode === 'open' ? 'open' : 'closed' };
}

function readPacket(bytes: Uint8Array, payloadType: number): BufferedPacket | null {
  const packet = parseRtp(bytes);
  if (packet === null || packet.payloadType !== payloadType) return null;
  const durationMs = readOpusDurationMs(packet.payload);
  if (durationMs === null) return null;
  const { sequence, timestamp } = packet;
  // Copied, because the socket's memory may be used again before this packet's turn comes.
  return { sequence, timestamp, durationSamples: (durationMs * SEND_SAMPLE_RATE) / 1_000, payload: packet.payload.slice() };
}

/** From packets in order to the events of one player. */
function createHearing(
  decoder: OpusDecoder,
  voiceActivity: VoiceActivity,
  counts: PacketCounts,
  segmenter: Segmenter,
  events: EarEvents,
) {
  const packets = createPacketDecoder(decoder, counts);
  const voicing = createVoicing();
  const timeline = createTimeline();

  function tell(happened: readonly SegmenterEvent[]): void {
    for (const event of happened) tellOne(events, event);
  }

  function hearSilence(startMs: number): void {
    voicing.skip();
    tell(segmenter.hear({ samples: new Int16Array(FRAME_SAMPLES), startMs, isVoice: false }));
  }

  function assumeSilence(startMs: number): void {
    voicing.skip();
    tell(segmenter.hear({ samples: new Int16Array(FRAME_SAMPLES), startMs, isVoice: false, isAssumed: true }));
  }

  /** Silence that was assumed while packets were only late is taken back, but for what the sender says was a pause. */
  function takeBackLate(pauseFrames: number): void {
    const frames = timeline.takeBack(pauseFrames);
    if (frames > 0) segmenter.takeBack(frames);
  }

  function hearOne(item: Released, nowMs: number): void {
    if (item.kind === 'silence') {
      const frames = Math.round(item.durationSamples / RTP_FRAME_SAMPLES);
      takeBackLate(frames);
      timeline.pause(frames, nowMs).forEach(hearSilence);
      return;
    }
    takeBackLate(0);
    for (const samples of packets.decode(item)) {
      const isVoice = voicing.judge(samples, voiceActivity.isVoice(samples));
      tell(segmenter.hear({ samples, startMs: timeline.place(nowMs), isVoice }));
    }
  }

  return {
    hear: (released: readonly Released[], nowMs: number) => released.forEach((item) => hearOne(item, nowMs)),
    catchUp: (nowMs: number) => timeline.catchUp(nowMs).forEach(assumeSilence),
    setTalk: (talk: Talk, nowMs: number) => tell(segmenter.setTalk(talk, nowMs)),
    finish: () => tell(segmenter.finish(timeline.endMs())),
  };
}

function tellOne(events: EarEvents, event: SegmenterEvent): void {
  switch (event.kind) {
    case 'voicingBegan':
      return events.onVoiced(true, event.atMs);
    case 'voicingEnded':
      return events.onVoiced(false, event.atMs);
    case 'voiceHeard':
      return events.onVoicedFor(event.voicedMs, event.atMs);
    case 'segmentEnded': {
      const { startedMs, endedMs, samples, target } = event;
      return events.onSegment({ startedMs, endedMs, samples, target });
    }
  }
}
