/** What `bench upload` measures the office against: HTTP, SHA-256 and a durable write, and nothing else. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('usage: bare-receiver DIR');
mkdirSync(folder, { recursive: true });

const server = createServer((request, response) => {
  void receive(request).then(
    (sha256) => response.end(JSON.stringify({ sha256 })),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: `http://127.0.0.1:${port}` })}\n`);
});
process.on('SIGTERM', () => process.exit(0));

/** Written, fsynced, renamed, folder fsynced: as durable as the office's receipt claims. */
async function receive(request: IncomingMessage): Promise<string> {
  const name = randomUUID();
  const hash = createHash('sha256');
  const file = await open(join(folder!, `${name}.part`), 'w');
  for await (const piece of request as AsyncIterable<Buffer>) {
    hash.update(piece);
    await file.write(piece);
  }
  await file.sync();
  await file.close();
  await rename(join(folder!, `${name}.part`), join(folder!, name));
  const directory = await open(folder!, 'r');
  await directory.sync();
  await directory.close();
  return hash.digest('hex');
}
