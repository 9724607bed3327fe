import type { MouthChannel } from './mouth-messages.ts';
import type { OpusEncoder } from './opus.ts';
import { createPlayout, type Playout, type PlayoutEvent } from './playout.ts';
import type { Channel } from './ports.ts';
import { createRtpSender, type RtpSender } from './rtp-sender.ts';

export interface VoiceChannel extends MouthChannel {
  readonly encoder: OpusEncoder;
  readonly firstSequence: number;
  readonly firstTimestamp: number;
}

/** One table's DM as packets: its playout over all its producers. */
export interface TableVoice {
  readonly playout: Playout;
  /** Packets of this tick, in the order to send them, and what happened with them. */
  tick(tick: number, unixMs: number): { readonly packets: Uint8Array[]; readonly events: PlayoutEvent[] };
}

export function createTableVoice(channels: readonly VoiceChannel[]): TableVoice {
  const playout = createPlayout();
  const senders = new Map<Channel, RtpSender>(
    channels.map(({ channel, encoder, ...stream }) => [channel, createRtpSender(stream, encoder)]),
  );

  return {
    playout,
    tick(tick, unixMs) {
      const { frame, events } = playout.next();
      const packets: Uint8Array[] = [];
      for (const [channel, sender] of senders) {
        const packet = sender.pack(tick, frame?.channel === channel ? frame.samples : null);
        const report = sender.report(tick, unixMs);
        if (packet !== null) packets.push(packet);
        if (report !== null) packets.push(report);
      }
      return { packets, events };
    },
  };
}
