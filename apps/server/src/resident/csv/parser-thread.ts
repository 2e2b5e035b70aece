import { Worker } from 'node:worker_threads';
import type { FromParser, ParserContext, ToParser } from './parser-messages.ts';
import { UnreadableFile } from './resident-parser.ts';

type Block = Extract<FromParser, { block: unknown }>['block'];

/** A parser on a thread of its own; its answers come in the order of the questions. */
export class ParserThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (block: Block) => void; reject: (error: Error) => void }[] = [];

  constructor(context: ParserContext) {
    this.#worker = new Worker(new URL('./parser-worker.ts', import.meta.url), { workerData: context });
    this.#worker.on('message', (answer: FromParser) => {
      const asked = this.#waiting.shift();
      if ('block' in answer) asked?.resolve(answer.block);
      else asked?.reject(new UnreadableFile(answer.unreadable.code, answer.unreadable.details));
    });
    const failAll = (error: Error) => {
      for (const asked of this.#waiting.splice(0)) asked.reject(error);
    };
    this.#worker.on('error', failAll);
    this.#worker.on('exit', () => failAll(new Error('the parsing thread ended')));
  }

  /** Takes the chunk's memory over. */
  push(chunk: Uint8Array<ArrayBuffer>): Promise<Block> {
    return this.#ask({ chunk }, [chunk.buffer]);
  }

  end(): Promise<Block> {
    return this.#ask({ end: true }, []);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(message: ToParser, transfer: ArrayBuffer[]): Promise<Block> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(message, transfer);
    });
  }
}
