import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

export type Answer = { status: number; headers: IncomingMessage['headers']; text: string };

/** Asks a server and reads the whole answer. `ca` is the certificate to trust. Rejects when the answer breaks off. */
export function ask(
  url: string,
  options: { ca?: string; method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? secureRequest : plainRequest;
    const { ca, method = 'GET', headers = {}, body } = options;
    const asking = request(url, { method, headers, ...(ca === undefined ? {} : { ca }), agent: false }, (answer) => {
      buffer(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: bytes.toString('utf8') }),
        reject,
      );
    });
    asking.once('error', reject);
    asking.end(body);
  });
}
