import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from '@rekam/protocol/http/contract.ts';
import type { Problem } from '@rekam/protocol/http/parts.ts';

/** What came of a call: its value, or a problem whose sentences say what to do next. A call never throws. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

type Given<Key extends string, T> = undefined extends T
  ? { readonly [K in Key]?: never }
  : { readonly [K in Key]: T };

export type InputOf<O extends Operation> = Given<'params', ParamsOf<O>> &
  Given<'query', QueryOf<O>> &
  Given<'body', BodyOf<O>>;

interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** Codes of problems that arise in the browser itself, before or after the server had its say. */
export const screenProblems = {
  SCREEN_NO_ANSWER: {
    id: 'Layanan Rekam tidak menjawab. Periksa apakah programnya masih berjalan di komputer ini atau jaringannya tersambung, lalu coba lagi.',
    en: 'The Rekam service does not answer. Check that the program is still running or the network is connected, then try again.',
  },
  SCREEN_ANSWER_UNREADABLE: {
    id: 'Jawaban layanan tidak dapat dibaca oleh layar ini. Muat ulang halaman; bila berulang, perbarui Rekam.',
    en: 'This screen cannot read what the service answered. Reload the page; if it happens again, update Rekam.',
  },
} as const;

function screenProblem(code: keyof typeof screenProblems, status: number): Problem {
  const sentence = screenProblems[code];
  return { type: 'about:blank', title: code, status, code, detail: sentence.en, sentence };
}

/** The address of an operation with its parameters filled in, for links, pictures and streams. */
export function addressOf<O extends Operation>(
  operation: O,
  input?: Omit<InputOf<O>, 'body'> & { readonly body?: never },
): string {
  const { params, query } = (input ?? {}) as LooseInput;
  const values = (params ?? {}) as Record<string, string>;
  const path = operation.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Calls an operation of a contract and checks the answer against it. */
export async function call<O extends Operation>(
  operation: O,
  ...rest: object extends InputOf<O>
    ? [input?: InputOf<O>, signal?: AbortSignal]
    : [input: InputOf<O>, signal?: AbortSignal]
): Promise<Answered<AnswerOf<O>>> {
  const [input, signal] = rest as readonly unknown[] as [LooseInput?, AbortSignal?];
  let response: Response;
  let text: string;
  try {
    response = await fetch(addressOf(operation, input as never), requestOf(operation, input?.body, signal));
    text = await response.text();
  } catch {
    return { ok: false, problem: screenProblem('SCREEN_NO_ANSWER', 0) };
  }
  if (!response.ok) return { ok: false, problem: problemIn(text, response.status) };
  return answerIn(operation, text, response.status);
}

/** Calls an operation whose answer is a file. */
export async function fetchFile<O extends Operation>(
  operation: O,
  input: InputOf<O>,
): Promise<Answered<Blob>> {
  try {
    const { body } = input as LooseInput;
    const response = await fetch(addressOf(operation, input as never), requestOf(operation, body));
    if (!response.ok) return { ok: false, problem: problemIn(await response.text(), response.status) };
    return { ok: true, value: await response.blob() };
  } catch {
    return { ok: false, problem: screenProblem('SCREEN_NO_ANSWER', 0) };
  }
}

/** Calls an operation whose answer is a file, and lets the browser keep it under this name. */
export async function download<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  fileName: string,
): Promise<Answered<null>> {
  const file = await fetchFile(operation, input);
  if (!file.ok) return file;
  keepAs(file.value, fileName);
  return { ok: true, value: null };
}

function keepAs(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function requestOf(operation: Operation, body: unknown, signal?: AbortSignal): RequestInit {
  const request: RequestInit = {
    method: operation.method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json, application/problem+json' },
  };
  if (signal) request.signal = signal;
  if (body === undefined) return request;
  const raw = operation.consumes !== undefined;
  request.headers = {
    ...request.headers,
    'content-type': raw ? (operation.consumes as string) : 'application/json',
  };
  request.body = raw ? (body as BodyInit) : JSON.stringify(body);
  return request;
}

function answerIn<O extends Operation>(operation: O, text: string, status: number): Answered<AnswerOf<O>> {
  if (!operation.answer) return { ok: true, value: undefined as AnswerOf<O> };
  const parsed = operation.answer.safeParse(findJson(text));
  if (parsed.success) return { ok: true, value: parsed.data as AnswerOf<O> };
  return { ok: false, problem: screenProblem('SCREEN_ANSWER_UNREADABLE', status) };
}

function problemIn(text: string, status: number): Problem {
  const value = findJson(text);
  const known = value as Partial<Problem> | undefined;
  const sentence = known?.sentence;
  if (
    typeof known?.code === 'string' &&
    typeof sentence?.id === 'string' &&
    typeof sentence.en === 'string'
  ) {
    return value as Problem;
  }
  return screenProblem(
    status >= 500 || status === 0 ? 'SCREEN_NO_ANSWER' : 'SCREEN_ANSWER_UNREADABLE',
    status,
  );
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
