import type { z } from 'zod';

/** One HTTP operation, read by the server that mounts it, the client that calls it and the OpenAPI that describes it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `:params`, absolute from the server's root. */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Answer of a success (200); absent when the answer is not JSON (`produces`) or empty (204). */
  readonly answer?: z.ZodType;
  /** Media type of a success that is not JSON. */
  readonly produces?: string;
  /** Most bytes of a JSON body where it carries a picture; the server's own limit where absent. */
  readonly bodyLimitBytes?: number;
  /** Media type of a body that is not JSON; it then reaches the handler as a stream. */
  readonly consumes?: string;
}

/** What a client sends where a body is not JSON. */
export type Upload = Blob | Uint8Array | string;

export type Contract = Readonly<Record<string, Operation>>;

type Inferred<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;

export type AnswerOf<O extends Operation> = Inferred<O['answer']>;
/** A value where the body is JSON, its bytes where the contract says `consumes`. */
export type BodyOf<O extends Operation> = O['consumes'] extends string ? Upload : Sent<O['body']>;
export type QueryOf<O extends Operation> = Sent<O['query']>;
export type ParamsOf<O extends Operation> = Sent<O['params']>;

/** Keeps the literal types of a contract while checking its shape. */
export const contract = <const C extends Contract>(operations: C): C => operations;
