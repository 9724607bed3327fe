import { createHash, timingSafeEqual } from 'node:crypto';

/** Makes a check of the service key that takes the same time for every wrong key, whatever its length. */
export function createServiceKeyCheck(serviceKey: string): (given: string | undefined) => boolean {
  const expected = digest(serviceKey);
  return (given) => given !== undefined && timingSafeEqual(digest(given), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
