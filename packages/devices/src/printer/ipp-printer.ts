import { type Outcome, refuse, succeed } from '@rekam/domain';
import { decodeAnswer, encodeRequest, type IppAnswer, type IppAttribute, type IppGroup } from './codec.ts';
import { type PrinterTrouble, troublesOf } from './trouble.ts';

const operations = { print: 0x02, cancel: 0x08, job: 0x09, jobs: 0x0a, printer: 0x0b } as const;
const firstErrorStatus = 0x0400;
/** `client-error-not-found`, as a refusal tells it. */
const statusNotFound = '406';
/** Longer than any honest answer to what is asked here. */
const mostAnswerBytes = 4 * 1024 * 1024;

/** `job-state` (RFC 8011 §5.3.7) from 3 on. */
const jobStates = ['pending', 'held', 'processing', 'stopped', 'cancelled', 'aborted', 'completed'] as const;
export type JobState = (typeof jobStates)[number];
const endStates: readonly JobState[] = ['cancelled', 'aborted', 'completed'];

export type PrinterRefusalCode =
  | 'PRINTER_ADDRESS_INVALID'
  | 'PRINTER_UNREACHABLE'
  | 'PRINTER_SILENT'
  | 'PRINTER_UNREADABLE'
  | 'PRINTER_REFUSED'
  | 'PRINTER_JOB_GONE'
  | 'PRINTER_JOB_OPEN';
type Result<T> = Promise<Outcome<T, PrinterRefusalCode>>;

export interface PrintJob {
  readonly jobId: number;
  readonly name: string;
  readonly state: JobState;
}

export interface PrinterCondition {
  readonly accepting: boolean;
  readonly troubles: readonly PrinterTrouble[];
}

export interface PrinterSettings {
  /** `ipp://host[:port]/path`, or `ipps`. */
  readonly url: string;
  /** How long one answer may take. */
  readonly answerMs: number;
}

/** A page to be printed. */
export interface PrintDocument {
  /** The card's attempt: the same name is never printed twice. */
  readonly jobName: string;
  readonly format: 'application/pdf' | 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

export interface FollowSettings {
  /** Between two looks at the job. */
  readonly everyMs: number;
  /** How long in all; a job still open then is told as such. */
  readonly forMs: number;
  /** Called with each new state of the printer. */
  readonly onTroubles?: (troubles: readonly PrinterTrouble[]) => void;
}

/** A printer that speaks IPP/2.0 (RFC 8011). */
export interface IppPrinter {
  readonly condition: () => Result<PrinterCondition>;
  /** The job of that name, whatever became of it; null: the printer knows none. */
  readonly findJob: (jobName: string) => Result<PrintJob | null>;
  /** Sends the document unless the printer knows its name already. */
  readonly printOnce: (document: PrintDocument) => Result<PrintJob>;
  /** How the job stands now; one that the printer forgot, or whose number belongs to another by now, is refused as gone. */
  readonly look: (job: PrintJob) => Result<PrintJob>;
  /** Watches a job to its end. */
  readonly follow: (job: PrintJob, settings: FollowSettings) => Result<PrintJob>;
  readonly cancel: (job: PrintJob) => Result<null>;
}

/** @throws nothing: an address that is none is refused with the first question */
export function connectPrinter({ url, answerMs }: PrinterSettings): IppPrinter {
  let lastRequestId = 0;

  async function ask(
    operation: number,
    attributes: readonly IppAttribute[],
    document?: Uint8Array,
  ): Result<IppAnswer> {
    const address = httpAddressOf(url);
    if (!address) return refuse('PRINTER_ADDRESS_INVALID');
    lastRequestId += 1;
    const requestId = lastRequestId;
    const operationAttributes: IppAttribute[] = [
      { name: 'attributes-charset', type: 'charset', values: ['utf-8'] },
      { name: 'attributes-natural-language', type: 'language', values: ['id'] },
      { name: 'printer-uri', type: 'uri', values: [url] },
      ...attributes,
    ];
    const head = encodeRequest({ operation, requestId, operationAttributes });
    const body = document ? Buffer.concat([head, document]) : head;
    const answer = await post(address, body, answerMs);
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (answer.value.requestId !== requestId) return refuse('PRINTER_UNREADABLE');
    return status < firstErrorStatus ? answer : refuse('PRINTER_REFUSED', { status: status.toString(16) });
  }

  async function condition(): Result<PrinterCondition> {
    const wanted = ['printer-is-accepting-jobs', 'printer-state-reasons'];
    const answer = await ask(operations.printer, [keywords('requested-attributes', wanted)]);
    if (!answer.ok) return answer;
    const reasons = answer.value.printer.get('printer-state-reasons');
    if (!reasons) return refuse('PRINTER_UNREADABLE');
    const accepting = answer.value.printer.get('printer-is-accepting-jobs')?.[0] === true;
    return succeed({ accepting, troubles: troublesOf(reasons.map(String)) });
  }

  async function findJob(jobName: string): Result<PrintJob | null> {
    for (const which of ['not-completed', 'completed']) {
      const answer = await ask(operations.jobs, [
        sender,
        keywords('which-jobs', [which]),
        keywords('requested-attributes', ['job-id', 'job-name', 'job-state']),
      ]);
      if (!answer.ok) return answer;
      const group = answer.value.jobs.find((job) => job.get('job-name')?.[0] === jobName);
      if (group) return jobOf(group, jobName);
    }
    return succeed(null);
  }

  async function printOnce({ jobName, format, bytes }: PrintDocument): Result<PrintJob> {
    const earlier = await findJob(jobName);
    if (!earlier.ok) return earlier;
    if (earlier.value) return succeed(earlier.value);
    const answer = await ask(
      operations.print,
      [
        sender,
        { name: 'job-name', type: 'name', values: [jobName] },
        { name: 'document-format', type: 'mime', values: [format] },
      ],
      bytes,
    );
    return answer.ok ? jobOf(answer.value.jobs[0], jobName) : answer;
  }

  async function look(job: PrintJob): Result<PrintJob> {
    const wanted = keywords('requested-attributes', ['job-id', 'job-name', 'job-state']);
    const answer = await ask(operations.job, [idOf(job), sender, wanted]);
    const gone = refuse('PRINTER_JOB_GONE', { job: job.jobId });
    if (!answer.ok) return answer.details?.status === statusNotFound ? gone : answer;
    const [group] = answer.value.jobs;
    return group?.get('job-name')?.[0] === job.name ? jobOf(group, job.name) : gone;
  }

  async function follow(job: PrintJob, { everyMs, forMs, onTroubles }: FollowSettings): Result<PrintJob> {
    const looks = Math.max(1, Math.ceil(forMs / everyMs));
    for (let turn = 0; turn < looks; turn++) {
      const seen = await look(job);
      if (!seen.ok || endStates.includes(seen.value.state)) return seen;
      const now = await condition();
      if (now.ok) onTroubles?.(now.value.troubles);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return refuse('PRINTER_JOB_OPEN', { job: job.jobId });
  }

  async function cancel(job: PrintJob): Result<null> {
    const answer = await ask(operations.cancel, [idOf(job), sender]);
    return answer.ok ? succeed(null) : answer;
  }

  return { condition, findJob, printOnce, look, follow, cancel };
}

const keywords = (name: string, values: readonly string[]): IppAttribute => ({
  name,
  type: 'keyword',
  values,
});
const sender: IppAttribute = { name: 'requesting-user-name', type: 'name', values: ['rekam'] };
const idOf = ({ jobId }: PrintJob): IppAttribute => ({ name: 'job-id', type: 'integer', values: [jobId] });

function jobOf(group: IppGroup | undefined, name: string): Outcome<PrintJob, PrinterRefusalCode> {
  const jobId = group?.get('job-id')?.[0];
  const state = jobStates[Number(group?.get('job-state')?.[0]) - 3];
  return typeof jobId === 'number' && state ? succeed({ jobId, name, state }) : refuse('PRINTER_UNREADABLE');
}

/** Port 631 where none is named (RFC 3510). */
function httpAddressOf(url: string): string | null {
  const match = /^ipp(s?):\/\/([^/:]+)(:\d+)?(\/.*)?$/.exec(url);
  return match && `http${match[1]}://${match[2]}${match[3] ?? ':631'}${match[4] ?? '/'}`;
}

async function post(address: string, body: Buffer, answerMs: number): Result<IppAnswer> {
  const headers = { 'content-type': 'application/ipp' };
  const signal = AbortSignal.timeout(answerMs);
  try {
    const response = await fetch(address, { method: 'POST', headers, body: new Uint8Array(body), signal });
    if (!response.ok) return refuse('PRINTER_REFUSED', { status: `HTTP ${response.status}` });
    const bytes = await readShort(response);
    return bytes ? readAnswer(bytes) : refuse('PRINTER_UNREADABLE');
  } catch {
    return refuse(signal.aborted ? 'PRINTER_SILENT' : 'PRINTER_UNREACHABLE');
  }
}

async function readShort(response: Response): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > mostAnswerBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function readAnswer(bytes: Buffer): Outcome<IppAnswer, PrinterRefusalCode> {
  try {
    return succeed(decodeAnswer(bytes));
  } catch {
    return refuse('PRINTER_UNREADABLE');
  }
}
