import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Sends one request exactly as given: paths are not tidied, bodies that are texts go as they are. `ca` is the certificate to trust, for https. */
export function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  ca?: string,
): Promise<HttpAnswer> {
  const bytes = body === undefined ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const framing = bytes ? { 'content-type': 'application/json', 'content-length': String(bytes.length) } : {};
  return new Promise((resolve, reject) => {
    const options = { method, path, headers: { ...framing, ...headers }, agent: false, ...(ca === undefined ? {} : { ca }) };
    const asking = (ca === undefined ? request : requestSecurely)(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parse(text) });
      });
    });
    asking.on('error', reject);
    asking.end(bytes);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
