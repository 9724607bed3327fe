import { tableIdSchema, type TableId } from '@skald/protocol';

/** Where the page is. Tokens travel in the fragment, which no server sees. */
export type Route =
  | { at: 'landing' }
  | { at: 'join'; token: string; isHost: boolean }
  | { at: 'table'; tableId: TableId }
  | { at: 'dice'; tableId: TableId }
  | { at: 'nowhere' };

export function readRoute(location: { pathname: string; hash: string }): Route {
  const path = location.pathname.replace(/\/+$/, '');
  if (path === '' || path === '/index.html') return { at: 'landing' };
  const token = decodeFragment(location.hash);
  if (path === '/join' || path === '/host')
    return token === '' ? { at: 'nowhere' } : { at: 'join', token, isHost: path === '/host' };
  const [, id, isDice] = /^\/table\/([^/]+)(\/dice)?$/.exec(path) ?? [];
  const tableId = tableIdSchema.safeParse(id);
  if (!tableId.success) return { at: 'nowhere' };
  return { at: isDice === undefined ? 'table' : 'dice', tableId: tableId.data };
}

export const landingPath = (): string => '/';
export const invitePath = (inviteToken: string): string => `/join#${encodeURIComponent(inviteToken)}`;
export const hostPath = (hostToken: string): string => `/host#${encodeURIComponent(hostToken)}`;
/** Where the dice of a table are checked. */
export const dicePath = (tableId: TableId): string => `/table/${tableId}/dice`;
export const tablePath = (tableId: TableId): string => `/table/${tableId}`;

function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return '';
  }
}
