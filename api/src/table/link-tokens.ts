import { createHmac, timingSafeEqual } from 'node:crypto';
import { seatIdSchema, tableIdSchema, type SeatId, type TableId } from '@skald/protocol';

/**
 * Tokens of links: `<tableId>.<claim>.<signature>`. The claim is `i<generation>` for the invite, `h<generation>` for the
 * host, `<seatId>~<generation>` for a seat. Nothing of them is stored: a stolen database opens no table. The signature is
 * HMAC-SHA256 (RFC 2104), 132 bits of it.
 */
export type LinkClaim =
  | { readonly kind: 'invite' | 'host'; readonly tableId: TableId; readonly generation: number }
  | { readonly kind: 'seat'; readonly tableId: TableId; readonly seatId: SeatId; readonly generation: number };

const SIGNATURE_LENGTH = 22;

export interface LinkTokens {
  write(claim: LinkClaim): string;
  /** Null for anything that was not written with this key. */
  read(token: string): LinkClaim | null;
}

/** `key` holds at least 32 bytes. */
export function createLinkTokens(key: Uint8Array): LinkTokens {
  const sign = (body: string): string =>
    createHmac('sha256', key).update(`link:${body}`).digest('base64url').slice(0, SIGNATURE_LENGTH);
  return {
    write(claim) {
      const body = `${claim.tableId}.${claimText(claim)}`;
      return `${body}.${sign(body)}`;
    },
    read(token) {
      const [tableId, claim, signature, ...rest] = token.split('.');
      if (tableId === undefined || claim === undefined || signature?.length !== SIGNATURE_LENGTH || rest.length > 0) return null;
      if (
        !timingSafeEqual(
          Buffer.from(sign(`${tableId}.${claim}`)),
          Buffer.from(signature.padEnd(SIGNATURE_LENGTH).slice(0, SIGNATURE_LENGTH), 'latin1'),
        )
      )
        return null;
      return parseClaim(tableId, claim);
    },
  };
}

function claimText(claim: LinkClaim): string {
  if (claim.kind === 'seat') return `${claim.seatId}~${claim.generation}`;
  return `${claim.kind === 'invite' ? 'i' : 'h'}${claim.generation}`;
}

function parseClaim(tableText: string, claim: string): LinkClaim | null {
  const tableId = tableIdSchema.safeParse(tableText);
  if (!tableId.success) return null;
  const link = /^([ih])(\d{1,9})$/.exec(claim);
  if (link) return { kind: link[1] === 'i' ? 'invite' : 'host', tableId: tableId.data, generation: Number(link[2]) };
  const seat = /^(st_[0-9a-z]+)~(\d{1,9})$/.exec(claim);
  const seatId = seatIdSchema.safeParse(seat?.[1]);
  return seat && seatId.success
    ? { kind: 'seat', tableId: tableId.data, seatId: seatId.data, generation: Number(seat[2]) }
    : null;
}
