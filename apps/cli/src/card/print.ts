/** `bin/rekam card print FILE`: sends one file to a card printer and follows it to its end. */

import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { connectPrinter, type IppPrinter } from '@rekam/devices';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { numberOption, readOptions, UsageError } from '../options.ts';

const formats = { '.pdf': 'application/pdf', '.png': 'image/png', '.jpg': 'image/jpeg' } as const;

/** Exit code 0 only if the printer says that the job was completed. */
export async function printCardFile(argv: string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, {
    printer: { type: 'string' },
    job: { type: 'string' },
    wait: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file] = positionals;
  if (file === undefined || values.printer === undefined) throw new UsageError('FILE, --printer ipp://…');
  const format = formats[extname(file).toLowerCase() as keyof typeof formats];
  if (!format) throw new UsageError(`${basename(file)}: ${Object.keys(formats).join(', ')}`);
  const document = { jobName: values.job ?? basename(file), format, bytes: readFile(file) };
  const forMs = numberOption('wait', values.wait, 120, 1, 3600) * 1000;
  const result = await printAndFollow(
    connectPrinter({ url: values.printer, answerMs: 10_000 }),
    document,
    forMs,
  );
  tell(result, values.json === true);
  return result.state === 'completed' ? 0 : 1;
}

interface Printed {
  readonly state: string;
  readonly jobId: number | null;
  /** The printer knew a job of this name before, so nothing was sent. */
  readonly knownBefore: boolean;
  readonly troubles: readonly string[];
  readonly sentence: Sentence;
}

async function printAndFollow(
  printer: IppPrinter,
  document: Parameters<IppPrinter['printOnce']>[0],
  forMs: number,
): Promise<Printed> {
  const troubles = new Map<string, { id: string; en: string }>();
  const earlier = await printer.findJob(document.jobName);
  const knownBefore = earlier.ok && earlier.value !== null;
  const job = await printer.printOnce(document);
  const end = job.ok
    ? await printer.follow(job.value, {
        everyMs: 250,
        forMs,
        onTroubles: (now) => {
          for (const { reason, id, en } of now) troubles.set(reason, { id, en });
        },
      })
    : job;
  const seen = { knownBefore, jobId: job.ok ? job.value.jobId : null, troubles: [...troubles.keys()] };
  if (!end.ok) return { ...seen, state: 'refused', sentence: sentenceOf(end.code, end.details) };
  const { state } = end.value;
  return { ...seen, state, sentence: sentenceOfEnd(state, knownBefore, [...troubles.values()].at(-1)) };
}

function sentenceOfEnd(
  state: string,
  knownBefore: boolean,
  trouble: Printed['sentence'] | undefined,
): Printed['sentence'] {
  const end = state === 'completed' ? { id: 'Tercetak.', en: 'Printed.' } : notPrinted(trouble);
  if (!knownBefore) return end;
  return {
    id: `Printer sudah mengenal pekerjaan ini; tidak dikirim lagi (nama lain: --job). ${end.id}`,
    en: `The printer knew this job already; it was not sent again (another name: --job). ${end.en}`,
  };
}

function notPrinted(trouble: Printed['sentence'] | undefined): Printed['sentence'] {
  const last = trouble ?? { id: 'Lihat panel printer.', en: 'Look at the printer’s panel.' };
  return { id: `Tidak tercetak. ${last.id}`, en: `Not printed. ${last.en}` };
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`${file}: tidak dapat dibaca / cannot be read`);
  }
}

function tell(result: Printed, json: boolean): void {
  const mark = result.state === 'completed' ? '✓' : '✗';
  const text = json ? JSON.stringify(result) : `${mark} ${result.sentence.id}\n  ${result.sentence.en}`;
  process.stdout.write(`${text}\n`);
}
