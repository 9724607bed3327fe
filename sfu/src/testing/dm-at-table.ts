import { mediaRequests, type Source, type TableId } from '@skald/protocol';
import { connectMedia, dmClaims, type MediaClient } from './media-client.ts';
import { PlainRtpEnd, opusParameters } from './plain-rtp-end.ts';
import type { TestSfu } from './start-test-sfu.ts';

export interface DmAtTable {
  readonly client: MediaClient;
  readonly transportId: string;
  readonly end: PlainRtpEnd;
  publish(source: Source, ssrc: number, options?: { levels?: boolean }): Promise<string>;
  close(): void;
}

/** A DM that has joined and has one plain transport with a socket at its other end. */
export async function seatDm(
  host: TestSfu,
  tableId: TableId,
  options: { lease?: number; instance?: string } = {},
): Promise<DmAtTable> {
  const { lease, instance } = options;
  const client = await connectMedia(host, { claims: dmClaims(tableId, lease), ...(instance === undefined ? {} : { instance }) });
  await client.ask(mediaRequests.join, {});
  const { transportId, port } = await client.ask(mediaRequests.createPlainTransport, { srtpParameters: null });
  const end = await PlainRtpEnd.open(port);
  const publish = async (source: Source, ssrc: number, parameters: { levels?: boolean } = {}): Promise<string> => {
    const rtpParameters = opusParameters(ssrc, parameters);
    const made = await client.ask(mediaRequests.createProducer, { transportId, kind: 'audio', rtpParameters, source });
    return made.producerId;
  };
  return {
    client,
    transportId,
    end,
    publish,
    close: () => {
      client.close();
      end.close();
    },
  };
}
