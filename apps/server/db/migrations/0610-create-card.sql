create table card_policy (
  version integer primary key,
  effective_from date not null,
  body jsonb not null,
  added_at timestamptz(3) not null
);

-- A card that somebody waits for, or has. Who is next is never stored: it follows from these rows (CRD10).
create table card (
  id text primary key,
  nik text collate "C" not null,
  ground text not null,
  requested_on date not null,
  -- Null: taken into the queue when the centre called the record print-ready.
  asked_by text,
  state text not null check (state in ('queued', 'printing', 'printed', 'checked', 'handed-over', 'withdrawn')),
  attempts integer not null default 0,
  -- Serial of the blank it is on.
  piece text,
  move_reason text,
  move_asked_by text,
  move_asked_at timestamptz(3),
  move_agreed_by text,
  move_agreed_at timestamptz(3),
  check ((move_reason is null) = (move_asked_by is null) and (move_reason is null) = (move_asked_at is null)),
  check ((move_agreed_by is null) = (move_agreed_at is null)),
  check (move_agreed_by is null or (move_reason is not null and move_agreed_by <> move_asked_by))
);
create index card_by_nik on card (nik);
create index card_by_state on card (state);
create index card_moved on card (move_agreed_at) where move_agreed_at is not null;
-- Nobody waits for two cards at once.
create unique index card_one_in_work on card (nik) where state not in ('handed-over', 'withdrawn');
-- A piece carries one card; a spoiled one leaves it.
create unique index card_piece_once on card (piece);
