/** Runs in the page before its own scripts; what it offers is typed in tap-page.ts. Packets pass through unchanged. */
(() => {
  /** Runs in a worker, so that nothing the page paints delays it. Stands between encoder and socket, and between socket and jitter buffer. */
  const tap = () => {
    let packets = [];
    self.onrtctransform = ({ transformer }) => {
      const { name } = transformer.options;
      const note = new TransformStream({
        transform(frame, controller) {
          const { rtpTimestamp: timestamp } = frame.getMetadata();
          const payload = new Uint8Array(frame.data.slice(0));
          packets.push({ name, timestamp, payload, atMs: performance.timeOrigin + performance.now() });
          controller.enqueue(frame);
        },
      });
      void transformer.readable.pipeThrough(note).pipeTo(transformer.writable);
    };
    self.onmessage = () => {
      self.postMessage(packets);
      packets = [];
    };
  };
  const worker = new Worker(URL.createObjectURL(new Blob([`(${tap})()`], { type: 'text/javascript' })));
  const tapped = new WeakSet();
  const tapOne = (end, name) => {
    if (tapped.has(end)) return;
    tapped.add(end);
    end.transform = new RTCRtpScriptTransform(worker, { name });
  };
  const { addTransceiver, setRemoteDescription } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addTransceiver = function (...args) {
    const transceiver = addTransceiver.apply(this, args);
    tapOne(transceiver.sender, 'own');
    return transceiver;
  };
  RTCPeerConnection.prototype.setRemoteDescription = async function (...args) {
    this.addEventListener('track', ({ receiver }) => tapOne(receiver, receiver.track.id));
    return setRemoteDescription.apply(this, args);
  };
  const nameOf = (trackId) => {
    const elements = [...document.querySelectorAll('audio[data-peer-id]')];
    const element = elements.find(({ srcObject }) => srcObject?.getTracks().some(({ id }) => id === trackId));
    return element ? `${element.dataset.peerId}/${element.dataset.source}` : trackId;
  };
  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const press = (type) => document.body.dispatchEvent(new KeyboardEvent(type, { code: 'KeyD', key: 'd', bubbles: true }));

  window.skaldTap = {
    async say(base64, isKeyHeld, keyLeadMs) {
      if (isKeyHeld) press('keydown');
      await new Promise((resolve) => setTimeout(resolve, keyLeadMs));
      await window.skaldTest.play(base64, 48_000);
      if (isKeyHeld) press('keyup');
    },
    async take() {
      const packets = await new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage('take');
      });
      return packets.map(({ name, atMs, timestamp, payload }) => ({
        name: name === 'own' ? name : nameOf(name),
        atMs,
        timestamp,
        payload: toBase64(payload),
      }));
    },
    nowMs: () => performance.timeOrigin + performance.now(),
  };
})();
