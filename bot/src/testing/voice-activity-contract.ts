import { describe, expect, it } from 'vitest';
import type { VoiceActivity } from '../audio/ports.ts';

/** What every detector keeps. `open` gives a new one that is ready for at least two frames. */
export function describeVoiceActivity(name: string, open: () => Promise<VoiceActivity>): void {
  describe(`voice activity: ${name}`, () => {
    it('judges frames of 320 samples', async () => {
      const detector = await open();
      expect(typeof detector.isVoice(new Int16Array(320))).toBe('boolean');
      detector.reset();
      expect(typeof detector.isVoice(new Int16Array(320))).toBe('boolean');
      detector.close();
    });

    it('refuses frames of another length', async () => {
      const detector = await open();
      expect(() => detector.isVoice(new Int16Array(319))).toThrow(RangeError);
      detector.close();
    });

    it('refuses work after it was closed, which may be done twice', async () => {
      const detector = await open();
      detector.close();
      detector.close();
      expect(() => detector.isVoice(new Int16Array(320))).toThrow();
      expect(() => detector.reset()).toThrow();
    });
  });
}
