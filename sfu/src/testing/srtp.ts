import { createCipheriv } from 'node:crypto';

const RTP_HEADER_BYTES = 12;
const KEY_BYTES = 32;
const SALT_BYTES = 12;
const LABEL_KEY = 0;
const LABEL_SALT = 2;

/** Encrypts RTP packets with AEAD_AES_256_GCM (RFC 7714) from 44 bytes of master key and salt. Packets have no extension. */
export function createSrtpSender(master: Buffer): (rtp: Buffer) => Buffer {
  const key = derive(master, LABEL_KEY, KEY_BYTES);
  const salt = derive(master, LABEL_SALT, SALT_BYTES);
  return (rtp) => {
    const header = rtp.subarray(0, RTP_HEADER_BYTES);
    const iv = Buffer.alloc(SALT_BYTES);
    header.copy(iv, 2, 8, 12);
    header.copy(iv, 10, 2, 4);
    for (let index = 0; index < SALT_BYTES; index += 1) iv[index] = (iv[index] ?? 0) ^ (salt[index] ?? 0);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(header);
    const body = Buffer.concat([cipher.update(rtp.subarray(RTP_HEADER_BYTES)), cipher.final()]);
    return Buffer.concat([header, body, cipher.getAuthTag()]);
  };
}

/** Key derivation of RFC 3711 with AES-256 in counter mode; the 96-bit salt is filled up to 112 bits. */
function derive(master: Buffer, label: number, length: number): Buffer {
  const iv = Buffer.alloc(16);
  master.copy(iv, 0, KEY_BYTES, KEY_BYTES + SALT_BYTES);
  iv[7] = (iv[7] ?? 0) ^ label;
  return createCipheriv('aes-256-ctr', master.subarray(0, KEY_BYTES), iv).update(Buffer.alloc(length));
}
