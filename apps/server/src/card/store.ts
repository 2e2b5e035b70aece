import type {
  Card,
  CardGround,
  CardId,
  CardRefusalCode,
  CardState,
  Instant,
  MoveUp,
  OfficerId,
  PlainDate,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

/** A wish to be put before all others; agreed on once a second officer said so. */
export interface Move {
  readonly reason: string;
  readonly askedBy: OfficerId;
  readonly askedAt: Instant;
  readonly agreed: { readonly by: OfficerId; readonly at: Instant } | null;
}

export interface StoredCard extends Card {
  readonly nik: string;
  readonly ground: CardGround;
  readonly requestedOn: PlainDate;
  readonly move: Move | null;
  /** Why its face could not be drawn when it was to be printed; null: nothing is known against it. */
  readonly faceProblem: FaceProblem | null;
}

export interface FaceProblem {
  readonly code: CardRefusalCode;
  readonly details: Readonly<Record<string, string | number>>;
}

interface Row extends Omit<StoredCard, 'move'> {
  readonly moveReason: string | null;
  readonly moveAskedBy: OfficerId;
  readonly moveAskedAt: Instant;
  readonly moveAgreedBy: OfficerId | null;
  readonly moveAgreedAt: Instant;
}

const columns = `id, nik, ground, requested_on as "requestedOn", state, attempts, piece, move_reason as "moveReason",
  move_asked_by as "moveAskedBy", move_asked_at as "moveAskedAt", move_agreed_by as "moveAgreedBy",
  move_agreed_at as "moveAgreedAt", face_problem as "faceProblem"`;

const cardOf = ({
  moveReason,
  moveAskedBy,
  moveAskedAt,
  moveAgreedBy,
  moveAgreedAt,
  ...card
}: Row): StoredCard => ({
  ...card,
  move:
    moveReason === null
      ? null
      : {
          reason: moveReason,
          askedBy: moveAskedBy,
          askedAt: moveAskedAt,
          agreed: moveAgreedBy === null ? null : { by: moveAgreedBy, at: moveAgreedAt },
        },
});

async function select(database: Queryable, rest: string, values: readonly unknown[]): Promise<StoredCard[]> {
  const { rows } = await database.query<Row>(`select ${columns} from card ${rest}`, values);
  return rows.map(cardOf);
}

export const findCard = async (database: Queryable, id: string): Promise<StoredCard | undefined> =>
  (await select(database, 'where id = $1', [id]))[0];

/** Those of these cards, by identifier. */
export const listCards = (database: Queryable, ids: readonly CardId[]): Promise<StoredCard[]> =>
  select(database, 'where id = any($1) order by id', [ids]);

export const listInState = (database: Queryable, state: CardState): Promise<StoredCard[]> =>
  select(database, 'where state = $1 order by id', [state]);

/** What was asked for since a day, included, whatever became of it, without what was withdrawn. */
export const listAskedSince = (database: Queryable, from: PlainDate): Promise<StoredCard[]> =>
  select(database, "where requested_on >= $1 and state <> 'withdrawn'", [from]);

/** All cards of a resident, the newest first. */
export const listCardsOf = (database: Queryable, nik: string): Promise<StoredCard[]> =>
  select(database, 'where nik = $1 order by id desc', [nik]);

/** The card that a resident waits for, from the queue until it is fetched; null: none. */
export const findCardInWork = async (database: Queryable, nik: string): Promise<StoredCard | null> =>
  (await select(database, "where nik = $1 and state not in ('handed-over', 'withdrawn')", [nik]))[0] ?? null;

/** Until the transaction ends nobody else changes a card or the queue. */
export async function lockCards(tx: Queryable): Promise<void> {
  await tx.query('lock table card in share row exclusive mode');
}

export interface NewCard {
  readonly id: CardId;
  readonly nik: string;
  readonly ground: CardGround;
  readonly requestedOn: PlainDate;
  readonly askedBy: OfficerId | null;
}

/** Whoever has a card in work gets no second one. @returns how many were new */
export async function insertCards(tx: Queryable, cards: readonly NewCard[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into card (id, nik, ground, requested_on, asked_by, state)
     select id, nik, ground, "requestedOn", "askedBy", 'queued' from jsonb_to_recordset($1::jsonb)
       as c (id text, nik text, ground text, "requestedOn" date, "askedBy" text)
     on conflict do nothing`,
    [JSON.stringify(cards)],
  );
  return rowCount;
}

/** Those of these residents who never had a card here. */
export async function listWithoutCard(tx: Queryable, niks: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ nik: string }>(
    'select n.nik from unnest($1::text[]) as n (nik) where not exists (select from card c where c.nik = n.nik)',
    [niks],
  );
  return rows.map(({ nik }) => nik);
}

export async function setCards(tx: Queryable, cards: readonly Card[]): Promise<void> {
  await tx.query(
    `update card c set state = n.state, attempts = n.attempts, piece = n.piece
     from unnest($1::text[], $2::text[], $3::int[], $4::text[]) as n (id, state, attempts, piece) where c.id = n.id`,
    [
      cards.map(({ id }) => id),
      cards.map(({ state }) => state),
      cards.map(({ attempts }) => attempts),
      cards.map(({ piece }) => piece),
    ],
  );
}

export const setCard = (tx: Queryable, card: Card): Promise<void> => setCards(tx, [card]);

/** @param problem null: the data were mended */
export async function setFaceProblem(tx: Queryable, id: CardId, problem: FaceProblem | null): Promise<void> {
  await tx.query('update card set face_problem = $2 where id = $1', [
    id,
    problem === null ? null : JSON.stringify(problem),
  ]);
}

/** @param move null takes a proposal back */
export async function setMove(tx: Queryable, id: CardId, move: Move | null): Promise<void> {
  await tx.query(
    `update card set move_reason = $2, move_asked_by = $3, move_asked_at = $4, move_agreed_by = $5, move_agreed_at = $6
     where id = $1`,
    [
      id,
      move?.reason ?? null,
      move?.askedBy ?? null,
      move?.askedAt ?? null,
      move?.agreed?.by ?? null,
      move?.agreed?.at ?? null,
    ],
  );
}

/** All moves that two officers agreed on, whatever became of their cards. */
export async function listMoves(database: Queryable): Promise<MoveUp[]> {
  const { rows } = await database.query<MoveUp>(
    `select id as "cardId", move_reason as reason, move_asked_by as "askedBy", move_agreed_by as "agreedBy",
       move_agreed_at as at from card where move_agreed_at is not null order by move_agreed_at, id`,
  );
  return rows;
}

/** Cards that are ordered at a printer, and whether anybody ever asked for one at this office. */
export async function countAtPrinters(
  database: Queryable,
): Promise<{ readonly printing: number; readonly everAsked: boolean }> {
  const { rows } = await database.query<{ printing: number; everAsked: boolean }>(
    `select count(*)::int as printing, exists (select from card) as "everAsked" from card where state = 'printing'`,
  );
  return rows[0]!;
}
