import { FLOOR_AT_START_DBFS, isLoud, measureLevelDbfs, moveFloor } from './level.ts';
import { createPeriodicity } from './periodicity.ts';

/** From here on a loud frame repeats itself like a voice. */
const PERIODIC_FROM = 0.55;
/** Frames (of 20 ms) a periodic one vouches for, itself included: consonants near a vowel count, clicks do not. */
const VOUCHED_FRAMES = 8;

/** Judges which frames of one player are voice: the detector says so, it is loud, and something periodic is near. */
export interface Voicing {
  /** `detected` is what the voice activity detector says of this frame. */
  judge(samples: Int16Array, detected: boolean): boolean;
  /** A frame that was not sent: silent, and no news of the noise floor. */
  skip(): void;
}

export function createVoicing(): Voicing {
  const periodicity = createPeriodicity();
  let floorDbfs = FLOOR_AT_START_DBFS;
  let framesSincePeriodic = VOUCHED_FRAMES;

  return {
    judge(samples, detected) {
      const levelDbfs = measureLevelDbfs(samples);
      const loud = isLoud(levelDbfs, floorDbfs);
      floorDbfs = moveFloor(floorDbfs, levelDbfs, detected && loud);
      const isPeriodic = periodicity.measure(samples) > PERIODIC_FROM && loud;
      framesSincePeriodic = isPeriodic ? 0 : framesSincePeriodic + 1;
      return detected && loud && framesSincePeriodic < VOUCHED_FRAMES;
    },
    skip() {
      periodicity.reset();
      framesSincePeriodic += 1;
    },
  };
}
