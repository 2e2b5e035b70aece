import type { Readable } from 'node:stream';
import type { Contract, Operation } from '@rekam/protocol/http/contract.ts';
import type { z } from 'zod';
import type { OperatorSession } from '../operators/session.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** One request after its parts were checked against the contract. */
export interface Call<O extends Operation = Operation> {
  readonly params: Parsed<O['params']>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
  /** Who is signed in at this browser; null for nobody. */
  readonly session: OperatorSession | null;
  /** Gives the browser its session, or takes it away with null. */
  readonly setSession: (token: string | null) => void;
  /** Aborts when the browser goes away. */
  readonly signal: AbortSignal;
}

/** A success that is not JSON. */
export interface Produced {
  readonly content: Uint8Array | Readable;
  readonly mediaType: string;
  /** Name under which a browser would save it. */
  readonly fileName?: string;
}

export type ReplyOf<O extends Operation> = O['answer'] extends z.ZodType
  ? z.input<O['answer']>
  : O['produces'] extends string
    ? Produced
    : undefined;

export type Handler<O extends Operation> = (call: Call<O>) => Promise<ReplyOf<O>>;

/** A handler for every operation of a contract, by the operation's name. */
export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> };
