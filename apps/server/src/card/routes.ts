import type { PlaceInQueue, PlainDate, Refusal } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { CardRow, cardApi } from '@rekam/protocol/http/card-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import { permit, permitAnywhere, permittedPlaces } from '../ports/permit.ts';
import {
  answerMove,
  askForCard,
  type CardDeps,
  getCard,
  note,
  proposeMove,
  takeUpRegister,
  withdrawCard,
} from './commands.ts';
import { drawCard, type FaceSources } from './face.ts';
import { movesOfMonth, orderCsv, orderFile } from './order-file.ts';
import { getBatch } from './printing/attempts.ts';
import { findLastAttempt } from './printing/store.ts';
import { type Queue, readQueue, todayOf } from './queue.ts';
import { printRules } from './rules.ts';
import { listCardsOf, type StoredCard } from './store.ts';

export interface CardRouteDeps extends CardDeps, FaceSources {
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  readonly kecamatanNames: () => Promise<ReadonlyMap<string, string>>;
  /** The queue as it was a minute ago at most, for the many who ask without an account. */
  readonly publicQueue: () => Promise<Queue>;
}

type Names = keyof typeof cardApi;
/** A card as a list shows it, before names are looked up. */
interface Listed {
  readonly card: StoredCard;
  readonly place?: PlaceInQueue | undefined;
  readonly obstacle?: Refusal | undefined;
}

export function cardRoutes(deps: CardRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, clock } = deps;

  const policies = async () =>
    (await printRules.list(database)).map((policy) => ({
      ...policy,
      groups: policy.groups.map((group) => [...group]),
    }));

  const rowsOf = async (listed: readonly Listed[], readerId: string | undefined): Promise<CardRow[]> => {
    const niks = listed.map(({ card }) => card.nik);
    const residents = await deps.residents.findAll(database, niks);
    const known = new Map(residents.map(({ biodata }) => [biodata.nik, biodata]));
    const kecamatan = await deps.kecamatanNames();
    const officers = await deps.officerNames();
    const nameOf = (id: string): string => officers.get(id) ?? id;
    return listed.map(({ card, place, obstacle }) => {
      const { id, nik, ground, requestedOn, state, piece, move } = card;
      const holder = known.get(nik);
      return {
        id,
        nik,
        name: holder?.name ?? '–',
        kecamatan: kecamatan.get(holder?.kelurahanCode.slice(0, 8) ?? '') ?? '–',
        ground,
        requestedOn,
        state,
        piece,
        move: move && {
          ...move,
          askedBy: nameOf(move.askedBy),
          agreed: move.agreed && { by: nameOf(move.agreed.by), at: move.agreed.at },
          own: move.askedBy === readerId,
        },
        place: place ? placeView(place) : null,
        obstacle: obstacle ? sentenceOf(obstacle.code, obstacle.details) : null,
        faceRefused: card.faceProblem !== null,
      };
    });
  };

  /** A card with its place in the queue, or why it has none. */
  const listedIn = (queue: Queue, card: StoredCard): Listed => ({
    card,
    place: queue.order.queue.find(({ cardId }) => cardId === card.id),
    obstacle: queue.order.left.find(({ cardId }) => cardId === card.id)?.reason,
  });

  const rowOf = async (card: StoredCard, readerId: string): Promise<CardRow> => {
    const queue = await readQueue(deps, database);
    return (await rowsOf([listedIn(queue, card)], readerId))[0]!;
  };

  return {
    cardQueue: async ({ officer, query: { which, from, limit } }) => {
      permittedPlaces(officer, 'card.view');
      const queue = await readQueue(deps, database);
      const { order, cards, policy } = queue;
      const cardOf = (cardId: PlaceInQueue['cardId']) => cards.get(cardId)!.card;
      const asked: Listed[] =
        which === 'queue'
          ? order.queue.map((place) => ({ card: cardOf(place.cardId), place }))
          : order.left.map(({ cardId, reason }) => ({ card: cardOf(cardId), obstacle: reason }));
      const proposed = [...cards.values()].filter(({ card }) => card.move && !card.move.agreed);
      return {
        asOf: nowOf(clock),
        basis: policy?.basis ?? null,
        waiting: order.queue.length,
        left: order.left.length,
        rows: await rowsOf(asked.slice(from - 1, from - 1 + limit), officer?.id),
        movesOfMonth: movesOfMonth(queue, clock()),
        proposals: await rowsOf(
          proposed.map(({ card }) => listedIn(queue, card)),
          officer?.id,
        ),
      };
    },
    searchCards: async ({ officer, body }) => {
      permittedPlaces(officer, 'card.view');
      const queue = await readQueue(deps, database);
      const found = await listCardsOf(database, body.nik);
      return {
        rows: await rowsOf(
          found.map((card) => listedIn(queue, card)),
          officer?.id,
        ),
      };
    },
    askForCard: async ({ officer, body }) => {
      const by = permitAnywhere(officer, 'card.ask');
      return rowOf(await askForCard(deps, by, body), by.officer.id);
    },
    takeUpReadyCards: async ({ officer }) => {
      permitAnywhere(officer, 'card.ask');
      return { added: await takeUpRegister(deps) };
    },
    withdrawCard: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'card.withdraw');
      return rowOf(await withdrawCard(deps, by, params.id, body.reason), by.officer.id);
    },
    proposeCardMove: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'card.propose');
      return rowOf(await proposeMove(deps, by, params.id, body.reason), by.officer.id);
    },
    answerCardMove: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'card.agree');
      return rowOf(await answerMove(deps, by, params.id, body), by.officer.id);
    },
    cardFace: async ({ officer, params }) => {
      const by = permitAnywhere(officer, 'card.face');
      const card = await getCard(database, params.id);
      const content = await drawCard(deps, card, await issueDayOf(deps, card));
      // Who looked is written down before anything is shown.
      await note(database, deps, by, card.id, 'card-face-seen', {});
      return { content, mediaType: 'application/pdf' };
    },
    printPolicies: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return policies();
    },
    addPrintPolicy: async ({ officer, body }) => {
      const by = permit(officer, 'policy.change', null);
      await database.transact((tx) => printRules.add(tx, deps.clock, by, body));
      return policies();
    },
    printOrderCsv: async () => {
      const file = orderFile(await deps.publicQueue(), clock());
      return {
        content: orderCsv(file),
        mediaType: 'text/csv; charset=utf-8',
        fileName: `urutan-cetak-${file.asOf.slice(0, 10)}.csv`,
      };
    },
    printOrderJson: async () => orderFile(await deps.publicQueue(), clock()),
  };
}

/** A card that was given to a printer bears the day of that order, any other the day on which it is looked at. */
async function issueDayOf(deps: CardRouteDeps, { id, state }: StoredCard): Promise<PlainDate> {
  const attempt = state === 'queued' ? undefined : await findLastAttempt(deps.database, id);
  return attempt ? (await getBatch(deps.database, attempt.batchId)).issuedOn : todayOf(deps);
}

const placeView = ({ place, printClass, waitingSince, movedUp }: PlaceInQueue) => ({
  number: place,
  printClass,
  waitingSince,
  movedUp,
});
