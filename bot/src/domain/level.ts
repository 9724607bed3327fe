/** A frame must be this much above the noise floor, in dB. 3 was the best of 3, 5 and 8 on synthetic speech. */
const LOUD_ABOVE_FLOOR_DB = 3;
/** And above this level, in dBFS, whatever the floor. */
const LOUD_MINIMUM_DBFS = -60;
export const FLOOR_AT_START_DBFS = -50;
/** The floor never falls below this, in dBFS, or digital silence would make every whisper of a fan loud. */
const FLOOR_MINIMUM_DBFS = -75;
const FALLING_SHARE = 0.2;
const RISING_SHARE = 0.03;
const SILENCE_DBFS = -100;

/** Level of a frame, -100 (or less sound than that) to 0. */
export function measureLevelDbfs(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  if (energy === 0) return SILENCE_DBFS;
  return Math.max(SILENCE_DBFS, 10 * Math.log10(energy / samples.length / 32_768 ** 2));
}

export function isLoud(levelDbfs: number, floorDbfs: number): boolean {
  return levelDbfs > floorDbfs + LOUD_ABOVE_FLOOR_DB && levelDbfs > LOUD_MINIMUM_DBFS;
}

/** The noise floor after a frame: falls fast, rises slowly, and stands still while someone speaks. */
export function moveFloor(floorDbfs: number, levelDbfs: number, isSpeech: boolean): number {
  if (isSpeech) return floorDbfs;
  const goal = Math.max(levelDbfs, FLOOR_MINIMUM_DBFS);
  return floorDbfs + (goal - floorDbfs) * (goal < floorDbfs ? FALLING_SHARE : RISING_SHARE);
}
