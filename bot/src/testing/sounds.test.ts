import { describe, expect, it } from 'vitest';
import { decodeDtmf, makeDtmf } from './dtmf.ts';
import { FakeVoiceActivity } from './fake-voice-activity.ts';
import { measureMedianPitchHz } from './pitch.ts';
import { createSeededRandom } from './random.ts';
import { detectTone, makeTone, measurePower } from './tones.ts';
import { readWav, writeWav } from './wav.ts';

const ALL = '0123456789ABCD*#';

describe('DTMF', () => {
  it.each([8_000, 16_000, 48_000])('reads all 16 symbols at %i Hz, repeated ones too', (sampleRate) => {
    expect(decodeDtmf(makeDtmf(`${ALL}1122`, sampleRate), sampleRate)).toBe(`${ALL}1122`);
    expect(decodeDtmf(makeDtmf(ALL, sampleRate, { onMs: 40, offMs: 40 }), sampleRate)).toBe(ALL);
  });

  it('reads nothing in noise, one tone or silence', () => {
    const random = createSeededRandom(5);
    const noise = new Int16Array(160_000).map(() => (random() - 0.5) * 30_000);
    expect(decodeDtmf(noise, 16_000)).toBe('');
    expect(decodeDtmf(makeTone(697, 1_000, 16_000), 16_000)).toBe('');
    expect(decodeDtmf(new Int16Array(16_000), 16_000)).toBe('');
  });

  it('makes no symbol that does not exist', () => expect(() => makeDtmf('1Z', 16_000)).toThrow(RangeError));
});

describe('tones', () => {
  it('the power of a tone is the square of its level, and none elsewhere', () => {
    const tone = makeTone(440, 500, 48_000, 0.5);
    expect(measurePower(tone, 48_000, 440)).toBeCloseTo(0.25, 2);
    expect(measurePower(tone, 48_000, 880)).toBeLessThan(0.001);
    expect(measurePower(new Int16Array(), 48_000, 440)).toBe(0);
  });

  it('detects which of several tones sounds, or none', () => {
    const candidates = [440, 660, 880];
    expect(detectTone(makeTone(660, 200, 48_000), 48_000, candidates)).toBe(660);
    expect(detectTone(makeTone(1_000, 200, 48_000), 48_000, candidates)).toBeNull();
    expect(detectTone(new Int16Array(9_600), 48_000, candidates)).toBeNull();
  });
});

describe('pitch', () => {
  it.each([80, 110, 150, 200, 300])('finds %i Hz under its harmonics', (pitchHz) => {
    const parts = [1, 2, 3, 4].map((harmonic) => makeTone(pitchHz * harmonic, 500, 16_000, 0.2 / harmonic));
    const voice = new Int16Array(8_000).map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
    expect(measureMedianPitchHz(voice, 16_000)).toBeGreaterThan(pitchHz * 0.97);
    expect(measureMedianPitchHz(voice, 16_000)).toBeLessThan(pitchHz * 1.03);
  });

  it('is null for noise and silence', () => {
    const random = createSeededRandom(9);
    expect(
      measureMedianPitchHz(
        new Int16Array(16_000).map(() => (random() - 0.5) * 20_000),
        16_000,
      ),
    ).toBeNull();
    expect(measureMedianPitchHz(new Int16Array(16_000), 16_000)).toBeNull();
  });
});

describe('WAV', () => {
  it('reads what it writes', () => {
    const samples = Int16Array.of(0, 1, -1, 32_767, -32_768);
    expect(readWav(writeWav(samples, 22_050))).toEqual({ samples, sampleRate: 22_050 });
  });

  it('skips chunks it does not know and bears a stream’s endless length', () => {
    const file = Buffer.from(writeWav(Int16Array.of(5, 6)));
    const extra = Buffer.concat([file.subarray(0, 36), Buffer.from('LIST\x03\0\0\0abc\0', 'latin1'), file.subarray(36)]);
    expect(readWav(extra).samples).toEqual(Int16Array.of(5, 6));
    file.writeUInt32LE(0xffffffff, 40);
    expect(readWav(file).samples).toEqual(Int16Array.of(5, 6));
  });

  it('refuses what is not mono with 16 bits, or no WAV at all', () => {
    const stereo = Buffer.from(writeWav(Int16Array.of(5, 6)));
    stereo.writeUInt16LE(2, 22);
    expect(() => readWav(stereo)).toThrow(RangeError);
    expect(() => readWav(Buffer.from('not a wav file at all'))).toThrow(RangeError);
    expect(() => readWav(writeWav(new Int16Array()).subarray(0, 36))).toThrow(RangeError);
  });
});

describe('fake voice activity', () => {
  it('answers what it was told and throws on more', () => {
    const fake = new FakeVoiceActivity([true, false]);
    const frame = new Int16Array(320);
    expect([fake.isVoice(frame), fake.isVoice(frame)]).toEqual([true, false]);
    expect(() => fake.isVoice(frame)).toThrow();
    expect(() => new FakeVoiceActivity([true]).isVoice(new Int16Array(100))).toThrow(RangeError);
    fake.close();
    expect(() => fake.reset()).toThrow();
  });
});
