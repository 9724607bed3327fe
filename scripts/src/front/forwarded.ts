import type { IncomingHttpHeaders } from 'node:http';

/** Headers by which proxies tell who asked. Those that a client sends are lies. */
const TOLD_BY_PROXIES = /^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|via)$/;

/** Replaces, in place, what a request says about where it came from with what the front saw itself. */
export function tellWhoAsked(headers: IncomingHttpHeaders, remoteAddress: string | undefined): void {
  for (const name of Object.keys(headers)) if (TOLD_BY_PROXIES.test(name)) delete headers[name];
  headers['x-forwarded-for'] = (remoteAddress ?? '').replace(/^::ffff:/, '');
  headers['x-forwarded-proto'] = 'https';
  if (headers.host !== undefined) headers['x-forwarded-host'] = headers.host;
}
