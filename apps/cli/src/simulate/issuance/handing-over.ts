/**
 * The counters at which cards are fetched. Each resident is known by a finger that the counter's scanner signed and the
 * office compares with the recording; who is not found, or has no print here, is let through by two officers alone.
 */
import { officeApi } from '@rekam/protocol';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import { crossSignature } from '@rekam/testkit/recording.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { type Counter, type Fetcher, identify, openCounter } from './identifying.ts';

const counters = 2;
const signature = crossSignature() as SignatureDrawing;

export interface HandedOver {
  /** Cards that are with their holders. */
  readonly cards: ReadonlySet<string>;
  /** NIK of those who held a letter and gave it back. */
  readonly lettersTaken: ReadonlySet<string>;
  /** By how the receiver was known. */
  readonly ways: Readonly<Record<'finger' | 'two-officers' | 'no-print', number>>;
  /** Hand-overs that had to be refused and were: without a finger, by one officer alone, a second time. */
  readonly refused: number;
  readonly complaints: readonly string[];
}

export async function handOverAll(
  office: RunningOffice,
  placeId: string,
  fetchers: readonly Fetcher[],
  onProgress: (done: number) => void,
): Promise<HandedOver> {
  const cards = new Set<string>();
  const lettersTaken = new Set<string>();
  const ways = { finger: 0, 'two-officers': 0, 'no-print': 0 };
  const complaints: string[] = [];
  let refused = 0;

  async function serve(counter: Counter, fetcher: Fetcher): Promise<void> {
    const { applicant, cardId, holdsLetter } = fetcher;
    const opened = await counter.clerk.call(officeApi.openHandover, { body: { cardId } });
    const letter = holdsLetter ? 'taken-in' : 'none';
    const complete = (by: ApiClient) =>
      by.call(officeApi.handOverCard, {
        params: { id: opened.id },
        body: { letter, oldCard: applicant.asks === 'lost' ? 'lost' : 'none', signature },
      });
    const mustBeRefused = (code: string, attempt: PromiseSettledResult<unknown> | undefined): void => {
      const problem = attempt?.status === 'rejected' ? attempt.reason : null;
      if (problem instanceof ApiProblem && problem.code === code) refused += 1;
      else complaints.push(`a hand-over that had to be refused as ${code} was not: ${String(problem)}`);
    };
    if (applicant.fetching === 'stranger')
      mustBeRefused('HANDOVER_FINGER_FIRST', await settle(complete(counter.clerk)));
    const known = await identify(counter, fetcher, opened);
    if (known.way === null) complaints.push(`somebody was not let through: ${known.missing?.en}`);
    if (known.needsSecond) {
      mustBeRefused('HANDOVER_SECOND_NEEDED', await settle(complete(counter.clerk)));
      await counter.supervisor.call(officeApi.agreeToHandover, { params: { id: opened.id } });
    }
    const clerks = applicant.fetching === 'twice' ? [counter.clerk, counter.colleague] : [counter.clerk];
    const { done, other } = await race(clerks.map(complete));
    if (clerks.length > 1) mustBeRefused('CARD_HANDED_OVER', other);
    if (done?.state !== 'handed-over')
      return void complaints.push('a card was not handed over to who came for it');
    if (known.way) ways[known.way] += 1;
    cards.add(cardId);
    if (holdsLetter) lettersTaken.add(applicant.biodata.nik);
    if ((done.done?.voidedLetter !== null) !== holdsLetter)
      complaints.push('a letter outlived the hand-over of the card, or one ended that was not there');
  }

  const open = await Promise.all(
    Array.from({ length: counters }, (_, index) => openCounter(office, placeId, index)),
  );
  await Promise.all(
    open.map(async (counter, lane) => {
      for (const fetcher of fetchers.filter((_, index) => index % counters === lane)) {
        await serve(counter, fetcher);
        onProgress(cards.size);
      }
      counter.station.close();
    }),
  );
  return { cards, lettersTaken, ways, refused, complaints };
}

/** Of two clerks one hands the card over; the other is to be refused. */
async function race(attempts: readonly Promise<HandoverView>[]) {
  const settled = await Promise.allSettled(attempts);
  const done = settled.find((one) => one.status === 'fulfilled');
  return { done: done?.value, other: settled.find((one) => one !== done) };
}

const settle = async (attempt: Promise<unknown>) => (await Promise.allSettled([attempt]))[0];
