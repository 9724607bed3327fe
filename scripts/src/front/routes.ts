/** Ports on the loopback interface that the front hands requests to. */
export type Upstreams = {
  sfu: number;
  api: number;
  /** The page builder's server, in development only. */
  pages?: number;
};

/** Which process answers a path. Prefixes stay: the process sees the path that the browser asked for. */
export function chooseUpstream(path: string, upstreams: Upstreams): number {
  if (isUnder(path, '/sfu')) return upstreams.sfu;
  if (upstreams.pages === undefined) return upstreams.api;
  return ['/api', '/healthz', '/readyz'].some((prefix) => isUnder(path, prefix)) ? upstreams.api : upstreams.pages;
}

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
}
