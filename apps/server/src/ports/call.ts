import type { Readable } from 'node:stream';
import type { Contract, Operation } from '@rekam/protocol';
import type { z } from 'zod';
import type { SignedInOfficer, StationCaller } from './people.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** One request after its parts were checked against the contract. */
export interface Call<O extends Operation = Operation> {
  readonly params: Parsed<O['params']>;
  readonly query: Parsed<O['query']>;
  /** A stream where the contract says `consumes`. */
  readonly body: O['consumes'] extends string ? Readable : Parsed<O['body']>;
  /** Declared length of the body in bytes; null when the client did not say. */
  readonly bodyBytes: number | null;
  /** Who is signed in by cookie; null for nobody. */
  readonly officer: SignedInOfficer | null;
  /** The station whose token came with the request; null for none. */
  readonly station: StationCaller | null;
  readonly remoteAddress: string;
  /** The address under which the client reached the office, `https://host:port`. */
  readonly baseUrl: string;
  /** Sets the session cookie, or takes it away with null. */
  readonly setSession: (token: string | null, maxAgeSeconds: number) => void;
  /** Token of the session cookie as it came. */
  readonly sessionToken: string | null;
}

/** A success that is not JSON. */
export interface Produced {
  readonly content: Uint8Array | Readable;
  readonly mediaType: string;
  /** Offered as a download under this name; shown in place when absent. */
  readonly fileName?: string;
  /** Where this answer differs from what all others say. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type ReplyOf<O extends Operation> = O['answer'] extends z.ZodType
  ? z.input<O['answer']>
  : O['produces'] extends string
    ? Produced
    : undefined;

export type Handler<O extends Operation> = (call: Call<O>) => Promise<ReplyOf<O>>;

/** Handlers of some operations of a contract, by the operation's name. */
export type Handlers<C extends Contract, Names extends keyof C = keyof C> = {
  readonly [Name in Names]: Handler<C[Name]>;
};
