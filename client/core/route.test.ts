import { describe, expect, it } from 'vitest';
import { hostPath, invitePath, readRoute, tablePath } from './route.ts';
import { TABLE_ID } from './testing/samples.ts';

const at = (address: string) => readRoute(new URL(address, 'https://skald.example'));

describe('addresses', () => {
  it('lead where they were made to', () => {
    expect(at('/')).toEqual({ at: 'landing' });
    expect(at(invitePath('tb_x.sig+/='))).toEqual({ at: 'join', token: 'tb_x.sig+/=', isHost: false });
    expect(at(hostPath('tb_x.sig'))).toEqual({ at: 'join', token: 'tb_x.sig', isHost: true });
    expect(at(tablePath(TABLE_ID))).toEqual({ at: 'table', tableId: TABLE_ID });
  });

  it('keep the token out of what a server sees', () => {
    expect(new URL(invitePath('secret'), 'https://skald.example').pathname).toBe('/join');
  });

  it.each(['/join', '/join#', '/host#%E0%A4%A', '/table/nonsense', '/else'])('%s leads nowhere', (address) => {
    expect(at(address)).toEqual({ at: 'nowhere' });
  });
});
