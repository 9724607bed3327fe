// A player in a real browser, for the integration test: joins, sends a tone, receives what it is offered.
import { Device } from 'mediasoup-client';
import { io } from 'socket.io-client';

const ASK_TIMEOUT_MS = 5_000;

globalThis.startPeer = async ({ url, path, auth, frequencyHz }) => {
  const socket = io(`${url}/media`, { path, auth, transports: ['websocket'], reconnectionDelay: 50 });
  const ask = async (name, request) => {
    const { ok, error } = await socket.timeout(ASK_TIMEOUT_MS).emitWithAck(name, request);
    if (error) throw new Error(`${name}: ${error.code}`);
    return ok;
  };
  const tone = createTone(frequencyHz);
  const joins = [];
  let media;
  const enter = async () => {
    const { resumed, routerRtpCapabilities } = await ask('peer:join', {});
    joins.push(resumed);
    if (!resumed) media = await openMedia(socket, ask, routerRtpCapabilities, tone.track);
  };
  await new Promise((resolve) => socket.once('connect', resolve));
  await enter();
  socket.on('connect', enter);
  socket.on('media:reset', enter);

  globalThis.peer = {
    joins,
    setVolume: tone.setVolume,
    /** Breaks the signalling connection as a network would; the page reconnects by itself. */
    breakSignalling: () => socket.io.engine.close(),
    sendParameters: () => media.producer.rtpParameters,
    receiveParameters: () => media.consumers.map(({ rtpParameters }) => rtpParameters),
    inbound: async () => {
      const reports = await Promise.all(media.consumers.map((consumer) => consumer.getStats()));
      return reports.flatMap((report) => [...report.values()]).filter(({ type }) => type === 'inbound-rtp');
    },
  };
};

async function openMedia(socket, ask, routerRtpCapabilities, track) {
  const device = new Device();
  await device.load({ routerRtpCapabilities });
  const recv = await openTransport(device, ask, 'recv');
  const consumers = [];
  socket.off('consumer:offered');
  socket.on('consumer:offered', async ({ consumerId, producerId, kind, rtpParameters }) => {
    const consumer = await recv.consume({ id: consumerId, producerId, kind, rtpParameters });
    consumers.push(consumer);
    // Chromium decodes a remote track only when something plays it.
    const audio = new Audio();
    audio.srcObject = new MediaStream([consumer.track]);
    await audio.play();
    await ask('consumer:resume', { consumerId });
  });
  await ask('peer:receive', { transportId: recv.id, rtpCapabilities: device.recvRtpCapabilities });
  const send = await openTransport(device, ask, 'send');
  const codecOptions = { opusStereo: false, opusDtx: true, opusFec: true, opusNack: true };
  const producer = await send.produce({ track, codecOptions, stopTracks: false });
  return { producer, consumers };
}

async function openTransport(device, ask, direction) {
  const { transportId, ...parameters } = await ask('transport:create', { direction });
  const options = { id: transportId, ...parameters };
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    ask('transport:connect', { transportId, dtlsParameters }).then(done, failed);
  });
  transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
    ask('producer:create', { transportId, kind, rtpParameters, source: 'microphone' }).then(
      ({ producerId }) => done({ id: producerId }),
      failed,
    );
  });
  return transport;
}

function createTone(frequencyHz) {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0.3 });
  const destination = new MediaStreamAudioDestinationNode(context);
  const oscillator = new OscillatorNode(context, { frequency: frequencyHz });
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return { track: destination.stream.getAudioTracks()[0], setVolume: (volume) => (gain.gain.value = volume) };
}
