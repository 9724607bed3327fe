import type { FastifyInstance } from 'fastify';

export interface Health {
  /** Workers that live now. */
  readonly workers: number;
  readonly isDraining: boolean;
}

/** `/healthz` says that the process answers, `/readyz` whether it takes new rooms. */
export function serveHealth(http: FastifyInstance, readHealth: () => Health): void {
  http.get('/healthz', () => ({ status: 'ok' }));
  http.get('/readyz', (_request, reply) => {
    const { workers, isDraining } = readHealth();
    const status = isDraining ? 'draining' : workers > 0 ? 'ready' : 'no_worker';
    return reply.code(status === 'ready' ? 200 : 503).send({ status, workers });
  });
}
