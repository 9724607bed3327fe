/** Runs in the page before its own scripts; what it offers is typed in page-audio.ts. With `skaldHasTestMicrophone` false the page keeps the browser's own devices. */
(() => {
  const hasMicrophone = window.skaldHasTestMicrophone;
  const RECORDED_HZ = 24_000;
  let context = null;
  let bus = null;
  let humming = null;
  const analysers = new Map();
  const recordings = new Map();
  const microphones = [];

  const open = () => {
    context ??= new AudioContext({ sampleRate: 48_000 });
    bus ??= context.createGain();
    void context.resume();
    return { context, bus };
  };
  const elementOf = (peerId, source) =>
    [...document.querySelectorAll('audio[data-peer-id]')].find(
      (one) => one.dataset.peerId === peerId && one.dataset.source === source,
    );
  const analyserOf = (element) => {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream)) return null;
    const known = analysers.get(element);
    if (known?.stream === stream) return known.analyser;
    const { context } = open();
    const source = context.createMediaStreamSource(stream);
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    source.connect(analyser);
    analysers.set(element, { stream, analyser, source });
    return analyser;
  };
  const playBuffer = async (samples, sampleRate) => {
    const { context, bus } = open();
    const buffer = context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(bus);
    await new Promise((resolve) => {
      node.onended = () => resolve();
      node.start();
    });
  };
  const dtmf = (symbols) => {
    const rows = [697, 770, 852, 941];
    const columns = [1209, 1336, 1477, 1633];
    const keys = '123A456B789C*0#D';
    const on = Math.round(0.08 * 48_000);
    const ramp = Math.round(0.004 * 48_000);
    const samples = new Float32Array(symbols.length * on * 2);
    [...symbols].forEach((symbol, position) => {
      const key = keys.indexOf(symbol);
      const low = rows[Math.floor(key / 4)] ?? 0;
      const high = columns[key % 4] ?? 0;
      for (let index = 0; index < on; index += 1) {
        const envelope = Math.min(1, index / ramp, (on - index) / ramp);
        const t = index / 48_000;
        samples[position * on * 2 + index] =
          0.35 * envelope * (Math.sin(2 * Math.PI * low * t) + Math.sin(2 * Math.PI * high * t));
      }
    });
    return samples;
  };

  window.skaldTest = {
    hum(frequencyHz, level) {
      const { context, bus } = open();
      humming?.stop();
      humming = new OscillatorNode(context, { frequency: frequencyHz });
      humming.connect(new GainNode(context, { gain: level })).connect(bus);
      humming.start();
    },
    silence() {
      humming?.stop();
      humming = null;
    },
    dial: (symbols) => playBuffer(dtmf(symbols), 48_000),
    play(base64, sampleRate) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const samples = Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32_768);
      return playBuffer(samples, sampleRate);
    },
    levelAt(peerId, source, frequencyHz) {
      const element = elementOf(peerId, source);
      const analyser = element && analyserOf(element);
      if (!analyser) return -200;
      const bins = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(bins);
      const bin = Math.round((frequencyHz * analyser.fftSize) / analyser.context.sampleRate);
      return Math.max(...bins.slice(bin - 2, bin + 3));
    },
    loudness(peerId, source) {
      const element = elementOf(peerId, source);
      const analyser = element && analyserOf(element);
      if (!analyser) return -200;
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return power === 0 ? -200 : 10 * Math.log10(power);
    },
    heard: () =>
      [...document.querySelectorAll('audio[data-peer-id]')].map((one) => `${one.dataset.peerId}/${one.dataset.source}`),
    record(peerId, source) {
      const element = elementOf(peerId, source);
      const stream = element?.srcObject;
      if (!(stream instanceof MediaStream)) throw new Error(`the page plays nothing of ${peerId}/${source}`);
      const { context } = open();
      const node = context.createMediaStreamSource(stream);
      const processor = context.createScriptProcessor(4096, 1, 1);
      const chunks = [];
      processor.onaudioprocess = (event) => void chunks.push(event.inputBuffer.getChannelData(0).slice());
      node.connect(processor);
      processor.connect(new GainNode(context, { gain: 0 })).connect(context.destination);
      recordings.set(`${peerId}/${source}`, {
        chunks,
        stop: () => {
          node.disconnect();
          processor.disconnect();
        },
      });
    },
    endRecording(peerId, source) {
      const recording = recordings.get(`${peerId}/${source}`);
      if (!recording) throw new Error('nothing is being recorded');
      recording.stop();
      const step = 48_000 / RECORDED_HZ;
      const all = recording.chunks.flatMap((chunk) => [...chunk.filter((_, index) => index % step === 0)]);
      const bytes = new Uint8Array(Int16Array.from(all, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767).buffer);
      let text = '';
      for (let index = 0; index < bytes.length; index += 8_192)
        text += String.fromCharCode(...bytes.subarray(index, index + 8_192));
      return btoa(text);
    },
    microphones: () => microphones,
  };

  // A page that is not secure has none.
  if (!navigator.mediaDevices) return;
  if (!hasMicrophone) {
    const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      microphones.push(...stream.getAudioTracks().map((track) => track.getSettings()));
      return stream;
    };
    return;
  }
  const device = {
    deviceId: 'test-microphone',
    groupId: 'test',
    kind: 'audioinput',
    label: 'Test microphone',
    toJSON: () => ({}),
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const { context, bus } = open();
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    bus.connect(destination);
    return destination.stream;
  };
  navigator.mediaDevices.enumerateDevices = async () => [device];
})();
