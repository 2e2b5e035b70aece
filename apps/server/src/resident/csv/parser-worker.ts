/** Thread that parses a file of residents while PostgreSQL takes in what was parsed before. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromParser, ParserContext, ToParser } from './parser-messages.ts';
import { ResidentParser, UnreadableFile } from './resident-parser.ts';

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');
const parser = new ResidentParser(workerData as ParserContext);

port.on('message', (message: ToParser) => {
  const answer = answerTo(message);
  const transfer = 'block' in answer ? [answer.block.copy.buffer as ArrayBuffer] : [];
  port.postMessage(answer, transfer);
});

function answerTo(message: ToParser): FromParser {
  try {
    const block = 'chunk' in message ? parser.push(message.chunk) : parser.end();
    // A slice of Node's pooled buffers cannot be handed over, a copy of its own can.
    return { block: { ...block, copy: new Uint8Array(block.copy) } };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { unreadable: { code: error.code, details: error.details } };
  }
}
