import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

/**
 * Plays one of the processes for tests: answers health and echoes what it was asked, on the port it is given. STAND_IN says how it
 * misbehaves: `misconfigured` ends with 78, `crashing` with 1, `deaf` ignores SIGTERM. STAND_IN_JOURNAL gets a line for its start and end.
 */
const { STAND_IN: manner, STAND_IN_JOURNAL: journal, STAND_IN_NAME: name = 'stand-in', PORT: port } = process.env;
const note = (what: string): void => {
  if (journal !== undefined) appendFileSync(journal, `${what} ${name}\n`);
};

note('started');
if (manner === 'misconfigured') {
  process.stderr.write('ANTHROPIC_API_KEY is empty: give it a value, or remove it.\n');
  process.exit(78);
}
if (manner === 'crashing') {
  process.stderr.write('something is broken\n');
  process.exit(1);
}

const server = createServer((request, response) => {
  if (request.url === '/healthz') return void response.end('{"status":"ok"}');
  if (request.url === '/half') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    return void setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  }
  if (request.url === '/environment') return void response.end(JSON.stringify(Object.keys(process.env)));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ name, pid: process.pid, url: request.url, headers: request.headers }));
});
const sockets = new Server(server, { path: `/${name}/socket.io` });
sockets.on('connection', (socket) => {
  const { url, headers } = socket.request;
  socket.on('who', (answer: (reply: unknown) => void) => answer({ name, url, headers, transport: socket.conn.transport.name }));
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ level: 30, msg: 'listening' })}\n`));

process.on('SIGTERM', () => {
  note('asked');
  if (manner === 'deaf') return;
  note('ended');
  process.exit(0);
});
