/** Asks a running server everything it serves in ways that no client of ours asks, and says what it did not refuse well. */
import { connect } from 'node:net';
import type { Contract, Operation } from '@rekam/protocol/http/contract.ts';
import { problem } from '@rekam/protocol/http/parts.ts';

interface Wrong {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
  /** The code it must be refused with. */
  readonly code: string;
}

/** @returns what was answered otherwise than by the refusal it deserves, one line each; empty when all is well */
export async function findOddAnswers(base: string, contracts: readonly Contract[]): Promise<string[]> {
  const operations = contracts.flatMap((contract) => Object.values(contract));
  const wrong = [
    ...operations.flatMap((operation) => wrongBodies(operation)),
    ...operations.flatMap((operation) => wrongMethod(operation, operations)),
    { method: 'GET', path: '/api/no-such-thing', code: 'REQUEST_NOT_FOUND' },
    { method: 'GET', path: '/api/%zz', code: 'REQUEST_NOT_FOUND' },
    { method: 'GET', path: `/api/enrolments/${'a'.repeat(300)}`, code: 'REQUEST_NOT_FOUND' },
  ];
  const odd: string[] = [];
  for (const one of wrong) {
    const said = await ask(base, one);
    if (said !== one.code) odd.push(`${one.method} ${one.path} ${one.type ?? ''}: ${said}, not ${one.code}`);
  }
  const unparsed = [
    ['no HTTP', 'HELO office\r\n\r\n', 'REQUEST_UNREADABLE'],
    ['long headers', `GET / HTTP/1.1\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 'REQUEST_TOO_LARGE'],
  ] as const;
  for (const [name, text, code] of unparsed) {
    const said = codeIn((await exchange(base, text)).split('\r\n\r\n')[1] ?? '');
    if (said !== code) odd.push(`${name}: ${said}, not ${code}`);
  }
  return odd;
}

function wrongBodies({ method, path, body, consumes }: Operation): Wrong[] {
  if (method === 'GET' || (!body && !consumes)) return [];
  const at = { method, path: filled(path) };
  return [
    { ...at, type: 'application/xml', body: '<a/>', code: 'REQUEST_TYPE_WRONG' },
    consumes
      ? { ...at, type: 'application/json', body: '{}', code: 'REQUEST_TYPE_WRONG' }
      : { ...at, type: 'application/json', body: '{"a":', code: 'REQUEST_UNREADABLE' },
  ];
}

function wrongMethod({ path }: Operation, operations: readonly Operation[]): Wrong[] {
  const at = filled(path);
  const served = operations.filter((other) => patternOf(other.path).test(at)).map(({ method }) => method);
  return ['DELETE', 'PATCH']
    .filter((method) => !(served as string[]).includes(method))
    .map((method) => ({ method, path: at, code: 'REQUEST_METHOD_WRONG' }));
}

const filled = (path: string): string => path.replaceAll(/:\w+/g, 'x');
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);

async function ask(base: string, { method, path, body, type }: Wrong): Promise<string> {
  const answer = await fetch(base + path, {
    method,
    headers: { origin: base, ...(type ? { 'content-type': type } : {}) },
    ...(body === undefined ? {} : { body }),
  });
  return codeIn(await answer.text());
}

/** The code of problem details that say in both languages what to do; else what came, shortened. */
function codeIn(text: string): string {
  try {
    return problem.parse(JSON.parse(text)).code;
  } catch {
    return text.slice(0, 60);
  }
}

function exchange(base: string, text: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    socket.on('close', () => resolve(said)).on('error', () => undefined);
  });
}
