/** A packet lasts so long. */
const PACKET_MS = 20;
const TIMESTAMPS_A_MS = 48;

/** A voiced packet: when it passed, in ms since 1970, and where it belongs in the sound, as RTP tells. */
export interface VoicedPacket {
  readonly atMs: number;
  readonly timestamp: number;
}

/** What was seen of one turn, on one clock. */
export interface SeenTurn {
  /** Voiced packets of the player, leaving the encoder. */
  readonly said: readonly VoicedPacket[];
  /** Voiced packets of the DM, coming from the network. */
  readonly answered: readonly VoicedPacket[];
  /** When the transcription server got the request. */
  readonly transcriptionAtMs: number;
  /** Sentences of the answer. */
  readonly sentences: number;
}

export interface TurnTimes {
  /** From the last voiced packet of the player to the first of the answer. */
  readonly totalMs: number;
  /**
   * From the last voiced packet to the request at the transcription server: by then the end of the utterance was decided. Below 0 when
   * a key that was released at the last sample overtook the last packet.
   */
  readonly endpointMs: number;
  /**
   * Silences between the sentences as a listener hears them: the longest ones of the answer, one fewer than sentences. Where sentences
   * follow closely these are the voice's own stops within words, so this is an upper bound.
   */
  readonly gapsMs: readonly number[];
}

/** Null when the player said nothing or the DM did not answer. */
export function turnTimes({ said, answered, transcriptionAtMs, sentences }: SeenTurn): TurnTimes | null {
  const lastSaidMs = said.at(-1)?.atMs;
  const answer = lastSaidMs === undefined ? [] : answered.filter(({ atMs }) => atMs > lastSaidMs);
  const [first] = answer;
  if (lastSaidMs === undefined || first === undefined) return null;
  const silences = answer.slice(1).map(({ timestamp }, index) => {
    const samples = (timestamp - (answer[index] ?? first).timestamp) >>> 0;
    return samples / TIMESTAMPS_A_MS - PACKET_MS;
  });
  return {
    totalMs: first.atMs - lastSaidMs,
    endpointMs: transcriptionAtMs - lastSaidMs,
    gapsMs: silences.sort((one, other) => other - one).slice(0, sentences - 1),
  };
}
