/** A browser without a screen: calls operations of a contract, keeps the session cookie, gives problems as errors. */
import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from '@rekam/protocol';

/** A refusal as the server said it; `code` is the stable code. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, detail: string) {
    super(`${status} ${code}: ${detail}`);
    this.code = code;
    this.status = status;
  }
}

type Input<O extends Operation> = (ParamsOf<O> extends undefined ? unknown : { params: ParamsOf<O> }) &
  (BodyOf<O> extends undefined ? unknown : { body: BodyOf<O> }) & { query?: QueryOf<O> };

export class ApiClient {
  readonly baseUrl: string;
  #cookie = '';

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  async call<O extends Operation>(operation: O, input: Input<O>): Promise<AnswerOf<O>> {
    const answer = await this.send(operation, input);
    return (answer.status === 204 ? undefined : await answer.json()) as AnswerOf<O>;
  }

  /** Like `call`, for operations whose answer is not JSON. */
  async bytes<O extends Operation>(operation: O, input: Input<O>): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send(operation, input)).arrayBuffer());
  }

  /** Like `call`, for operations that take bytes instead of JSON. */
  async upload<O extends Operation>(
    operation: O,
    content: Uint8Array | string,
    query: object = {},
  ): Promise<AnswerOf<O>> {
    return (await this.send(operation, { query, body: content })).json() as Promise<AnswerOf<O>>;
  }

  private async send(operation: Operation, input: object): Promise<Response> {
    const { params, query, body } = input as { params?: object; query?: object; body?: unknown };
    const json = operation.consumes === undefined;
    const answer = await fetch(this.baseUrl + pathOf(operation.path, params, query), {
      method: operation.method,
      headers: {
        origin: this.baseUrl,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': operation.consumes ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as BodyInit) }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.#cookie = cookie.split(';')[0] ?? '';
    if (!answer.ok) throw await problemOf(answer);
    return answer;
  }
}

function pathOf(path: string, params: object = {}, query: object = {}): string {
  let filled = path;
  for (const [name, value] of Object.entries(params))
    filled = filled.replace(`:${name}`, encodeURIComponent(String(value)));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    const { code, detail } = JSON.parse(text) as { code: string; detail: string };
    return new ApiProblem(answer.status, code, detail);
  } catch {
    return new ApiProblem(answer.status, 'NOT_A_PROBLEM', text.slice(0, 200));
  }
}
