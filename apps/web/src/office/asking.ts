import type { AnswerOf, Operation } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { Problem } from '@rekam/protocol/http/parts.ts';
import { keepPreviousData, QueryCache, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Answered, call, type InputOf } from '../parts/client.ts';
import { type Action, useAction } from '../parts/use-action.ts';

/** A refusal on its way through the query cache, which speaks in exceptions. */
class RefusedAnswer extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export const sessionKey = [officeApi.getSession.path];

/** Answers stay shown while they are asked for anew; a session that ended shows the sign-in. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const ended = error instanceof RefusedAnswer && error.problem.status === 401;
        if (ended && query.queryKey[0] !== sessionKey[0])
          void client.invalidateQueries({ queryKey: sessionKey });
      },
    }),
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always', staleTime: 2000 },
    },
  });
  return client;
}

type LooseCall = (operation: Operation, input: unknown, signal?: AbortSignal) => Promise<Answered<unknown>>;

export interface AskOptions {
  /** Asks again as often, while the page is looked at. */
  readonly everyMs?: number | undefined;
  /** False: does not ask yet. */
  readonly enabled?: boolean;
  /** True: shows the answer to the last question until this one is answered. */
  readonly keepLast?: boolean;
}

export interface Asked<T> {
  readonly value: T | undefined;
  readonly problem: Problem | null;
  /** True while what is shown belongs to the question before. */
  readonly stale: boolean;
}

const keyOf = (operation: Operation, input: unknown) => [operation.path, operation.method, input ?? null];

const asker =
  <O extends Operation>(operation: O, input: unknown) =>
  async ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<O>> => {
    const answered = await (call as unknown as LooseCall)(operation, input, signal);
    if (!answered.ok) throw new RefusedAnswer(answered.problem);
    return answered.value as AnswerOf<O>;
  };

/** Asks the office and keeps the answer for whoever asks the same. */
export function useAnswer<O extends Operation>(
  operation: O,
  input?: InputOf<O>,
  { everyMs, enabled = true, keepLast = false }: AskOptions = {},
): Asked<AnswerOf<O>> {
  const asked = useQuery<AnswerOf<O>>({
    queryKey: keyOf(operation, input),
    queryFn: asker(operation, input),
    enabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    ...(keepLast ? { placeholderData: keepPreviousData as never } : {}),
  });
  const problem = asked.error instanceof RefusedAnswer ? asked.error.problem : null;
  return { value: asked.data, problem, stale: asked.isPlaceholderData };
}

/** Asks ahead for what will probably be wanted next. */
export function useAskAhead(): <O extends Operation>(operation: O, input: InputOf<O>) => void {
  const client = useQueryClient();
  return useCallback(
    (operation, input) =>
      void client.prefetchQuery({ queryKey: keyOf(operation, input), queryFn: asker(operation, input) }),
    [client],
  );
}

/** An act that changes something: everything shown is asked for anew after it. */
export function useAct(): Action {
  const client = useQueryClient();
  return useAction(useCallback(() => void client.invalidateQueries(), [client]));
}
