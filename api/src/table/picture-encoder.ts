import { ProtocolError } from '@skald/protocol';
import sharp from 'sharp';

/** Most pixels of a picture that is decoded: a photograph of 40 megapixels. What says that it has more is not opened. */
const PIXELS_MAX = 40_000_000;
const SECONDS_MAX = 15;
/** Pictures that wait while one is made; each may take 200 MB while it is open. */
const WAITING_MAX = 6;
/** Longest side of what is kept, in pixels. */
export const SIDES = { portrait: 512, handout: 1_600 } as const;
const QUALITY = 82;

export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly type: 'image/webp';
  readonly width: number;
  readonly height: number;
}

export interface PictureEncoder {
  /** Throws ProtocolError `picture_unreadable`, and `rate_limited` when too many wait. */
  encode(bytes: Uint8Array, kind: keyof typeof SIDES): Promise<EncodedPicture>;
}

/**
 * Makes every picture anew: opened by its content, never by its name, turned upright, made smaller, written as WebP without
 * metadata. Nothing of the file but its pixels is kept. One at a time.
 */
export function createPictureEncoder(): PictureEncoder {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp'] });
  sharp.cache(false);
  sharp.concurrency(1);
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async encode(bytes, kind) {
      if (typeOf(bytes) === null) throw new ProtocolError('picture_unreadable', 'neither PNG, JPEG nor WebP');
      if (waiting >= WAITING_MAX) throw new ProtocolError('rate_limited', 'too many pictures at once');
      waiting += 1;
      const made = last.then(() => encode(bytes, SIDES[kind]));
      last = made.catch(() => undefined);
      try {
        return await made;
      } finally {
        waiting -= 1;
      }
    },
  };
}

/** The type that the first bytes tell. */
export function typeOf(bytes: Uint8Array): 'png' | 'jpeg' | 'webp' | null {
  const begins = (offset: number, ...expected: number[]): boolean =>
    expected.every((byte, index) => bytes[offset + index] === byte);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'jpeg';
  return begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50) ? 'webp' : null;
}

async function encode(bytes: Uint8Array, side: number): Promise<EncodedPicture> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error', pages: 1, sequentialRead: true })
      .timeout({ seconds: SECONDS_MAX })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), type: 'image/webp', width: info.width, height: info.height };
  } catch (error) {
    throw new ProtocolError('picture_unreadable', 'the picture could not be decoded', { cause: error });
  }
}
