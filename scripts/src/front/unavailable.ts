import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Language, errorBody } from '@skald/protocol';

/** Seconds until a waiting page asks again. */
const RETRY_S = 2;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_S}">
<title>Skald</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 2rem;
    background: #17130f; color: #eaddc7; font: 1.1rem/1.5 Georgia, serif; text-align: center }
  p { margin: 0; max-width: 32rem }
</style>
<p lang="en">The table is being set. This page comes back by itself in a moment.</p>
<p lang="ru">Стол накрывают. Страница сама откроется через мгновение.</p>
</html>
`;

/** Answers a request whose process is not there: a page that comes back by itself, or the error of the protocol for programs. */
export function answerUnavailable(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  const isPage = (request.headers.accept ?? '').includes('text/html') && !/^\/(api|sfu)(\/|\?|$)/.test(request.url ?? '');
  response.writeHead(503, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': String(RETRY_S),
    ...(isPage ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" } : {}),
  });
  response.end(
    isPage ? PAGE : JSON.stringify({ error: errorBody('unavailable', chooseLanguage(request.headers['accept-language'])) }),
  );
}

/** The same for a WebSocket that was not opened yet. */
export function refuseUpgrade(socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\nretry-after: ${RETRY_S}\r\n\r\n`);
}

/** The language that a browser names first. */
export function chooseLanguage(accepted: string | undefined): Language {
  const ru = (accepted ?? '').search(/\bru\b/i);
  const en = (accepted ?? '').search(/\ben\b/i);
  return ru >= 0 && (en < 0 || ru < en) ? 'ru' : 'en';
}
