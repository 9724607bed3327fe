/** Evaluated in a page at a table; what it offers is typed in burst-page.ts. */
(() => {
  const OPUS = 'useinbandfec=1;usedtx=1;stereo=0;maxaveragebitrate=32000';
  const mesh = new Map();
  let watched = [];
  let own = null;
  let meshTrack = null;

  const microphone = async () => {
    own ??= (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0];
    return own;
  };
  const LOUD = 0.1;
  const QUIET_BEFORE_MS = 200;
  /** Chunks of 10 ms in one second. */
  const KEPT_CHUNKS = 100;

  /**
   * Notes when a track, quiet for 200 ms, becomes loud. A chunk carries the time it was made on a clock of the track's own; where that
   * clock stands tells the chunk of the last second that was read with the least delay. So a page that is busy for a moment
   * changes nothing, and neither does a queue.
   */
  const watch = async (track, onsets) => {
    const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 500 }).readable.getReader();
    const samples = new Float32Array(48_000);
    const offsetsMs = [];
    let quietMs = QUIET_BEFORE_MS;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const madeMs = value.timestamp / 1_000;
      offsetsMs.push(performance.timeOrigin + performance.now() - madeMs);
      if (offsetsMs.length > KEPT_CHUNKS) offsetsMs.shift();
      const { numberOfFrames: count, sampleRate } = value;
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      value.close();
      for (let index = 0; index < count; index += 1) {
        if (Math.abs(samples[index]) < LOUD) quietMs += 1_000 / sampleRate;
        else {
          if (quietMs >= QUIET_BEFORE_MS) onsets.push(madeMs + Math.min(...offsetsMs) - ((count - index) * 1_000) / sampleRate);
          quietMs = 0;
        }
      }
    }
  };
  const startWatch = (name, track) => {
    const clone = track.clone();
    const onsets = [];
    void watch(clone, onsets);
    watched.push({ name, onsets, stop: () => clone.stop() });
  };
  const remoteTracks = (path) =>
    path === 'mesh'
      ? [...mesh].map(([peer, { element }]) => [peer, element.srcObject.getAudioTracks()[0]])
      : [...document.querySelectorAll('audio[data-source="microphone"]')].map((element) => [
          element.dataset.peerId,
          element.srcObject.getAudioTracks()[0],
        ]);
  const connect = async (peer) => {
    const connection = new RTCPeerConnection();
    const element = document.createElement('audio');
    element.autoplay = true;
    mesh.set(peer, { connection, element });
    if (!meshTrack) {
      meshTrack = (await microphone()).clone();
      meshTrack.enabled = false;
    }
    connection.addTrack(meshTrack, new MediaStream([meshTrack]));
    connection.ontrack = ({ track }) => {
      element.srcObject = new MediaStream([track]);
      document.body.append(element);
      void element.play();
    };
    return connection;
  };
  /** What the client asks of Opus, asked of the other end here too. */
  const tune = (sdp) => sdp.replace(/useinbandfec=1/g, OPUS);
  const finish = async (connection) => {
    if (connection.iceGatheringState !== 'complete')
      await new Promise((resolve) => {
        connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
      });
    return connection.localDescription.sdp;
  };

  window.skaldBurst = {
    async offer(peer) {
      const connection = await connect(peer);
      await connection.setLocalDescription(await connection.createOffer());
      return finish(connection);
    },
    async answer(peer, sdp) {
      const connection = await connect(peer);
      await connection.setRemoteDescription({ type: 'offer', sdp: tune(sdp) });
      await connection.setLocalDescription(await connection.createAnswer());
      return finish(connection);
    },
    async accept(peer, sdp) {
      const { connection } = mesh.get(peer);
      const connected = new Promise((resolve, reject) => {
        connection.onconnectionstatechange = () => {
          if (connection.connectionState === 'connected') resolve();
          if (connection.connectionState === 'failed') reject(new Error('the mesh does not connect'));
        };
      });
      await connection.setRemoteDescription({ type: 'answer', sdp: tune(sdp) });
      await connected;
    },
    feedMesh(isFed) {
      if (meshTrack) meshTrack.enabled = isFed;
    },
    async listen(path) {
      startWatch('mouth', await microphone());
      for (const [peer, track] of remoteTracks(path)) startWatch(peer, track);
    },
    async talk(startMs, gapsMs, base64) {
      for (const gapMs of [startMs, ...gapsMs]) {
        await new Promise((resolve) => setTimeout(resolve, gapMs));
        await window.skaldTest.play(base64, 48_000);
      }
    },
    endListening() {
      const onsets = Object.fromEntries(watched.map((one) => [one.name, one.onsets]));
      for (const one of watched) one.stop();
      watched = [];
      return onsets;
    },
  };
})();
