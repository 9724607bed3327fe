import { createSocket, type Socket } from 'node:dgram';
import { isRtcp } from '../audio/rtp.ts';
import { buildReceiverReport } from '../audio/rtcp.ts';

/** The sfu learns where to send from what it receives; repeated, because a packet may be lost. */
const REPORT_EVERY_MS = 2_000;
const RTP_HEADER_BYTES = 12;
const SSRC_OFFSET = 8;

/** The UDP socket on which all players of one table are heard. The opener closes it. */
export interface HearingSocket {
  close(): void;
}

/** Opens a socket towards a plain transport. `onPacket` gets every RTP packet with its ssrc. Rejects when no socket can be had. */
export async function openHearingSocket(
  remote: { readonly address: string; readonly port: number },
  ssrc: number,
  onPacket: (ssrc: number, packet: Uint8Array) => void,
): Promise<HearingSocket> {
  const socket = createSocket(remote.address.includes(':') ? 'udp6' : 'udp4');
  await connect(socket, remote);
  socket.on('message', (packet) => {
    if (packet.length >= RTP_HEADER_BYTES && !isRtcp(packet)) onPacket(packet.readUInt32BE(SSRC_OFFSET), packet);
  });
  // A refused packet only means that the sfu is gone, which its signalling tells too.
  socket.on('error', () => undefined);
  const report = (): void => socket.send(buildReceiverReport(ssrc), () => undefined);
  report();
  const timer = setInterval(report, REPORT_EVERY_MS);
  let isClosed = false;
  return {
    close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      socket.close();
    },
  };
}

function connect(socket: Socket, { address, port }: { address: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, address, () => {
      socket.off('error', reject);
      resolve();
    });
  });
}
