import type { Language } from '@skald/protocol';
import { ProtocolError } from '@skald/protocol';
import { Device } from 'mediasoup-client';
import type { MediaPass } from './media-link.ts';
import { openMediaSocket, openTableSocket } from './sockets.ts';
import { findRecognition, type Recognition } from './speech-recognition.ts';
import type { LinkSocket } from './table-link.ts';

/** What the room needs of the browser; tests give their own. */
export interface Environment {
  readonly document: Document;
  readonly devices: MediaDevices | undefined;
  readonly createContext: () => AudioContext;
  /** Null where the browser has no recogniser. */
  readonly createRecognition: (() => Recognition) | null;
  readonly growsFinals: boolean;
  /** Throws `media_unsupported`. */
  readonly createDevice: () => Device;
  readonly openTableSocket: (seatToken: string, language: Language) => LinkSocket;
  readonly openMediaSocket: (pass: MediaPass, instance: string, language: Language) => LinkSocket;
  /** Monotonic clock, in ms. */
  readonly nowMs: () => number;
  /** Clock of the device since 1970, in ms. */
  readonly todayMs: () => number;
  readonly random: () => number;
  /** 16 random letters and digits. */
  readonly createInstance: () => string;
  /** 16 random bytes in hexadecimal, from a cryptographic source. */
  readonly createEntropy: () => string;
}

export function browserEnvironment(page: Window & typeof globalThis): Environment {
  return {
    document: page.document,
    // Insecure pages have none, whatever the types say.
    devices: page.navigator.mediaDevices,
    createContext: () => new page.AudioContext(),
    createRecognition: findRecognition(page),
    growsFinals: /android/i.test(page.navigator.userAgent),
    createDevice() {
      try {
        return new Device();
      } catch (error) {
        throw new ProtocolError('media_unsupported', 'no WebRTC that mediasoup knows', { cause: error });
      }
    },
    openTableSocket,
    openMediaSocket: ({ token, url, path }, instance, language) => openMediaSocket(url, path, { token, instance, language }),
    nowMs: () => page.performance.now(),
    todayMs: () => Date.now(),
    random: () => Math.random(),
    createEntropy: () =>
      Array.from(page.crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    createInstance: () =>
      Array.from(page.crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte % 36).toString(36)).join(''),
  };
}
