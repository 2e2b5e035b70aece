create table letter_batch (
  id text primary key,
  made_at timestamptz(3) not null,
  made_by text not null references officer,
  permitted_by text not null,
  -- How its residents were chosen, without naming any.
  chosen jsonb not null,
  -- Null: each letter is renewed for the purpose it had.
  purpose text,
  -- Printed on each letter: where it is checked.
  check_url text not null,
  state text not null check (state in ('running', 'paused', 'stopped', 'ended')),
  -- The refusal that paused it; null: a person did.
  paused_by jsonb,
  ended_at timestamptz(3)
);
create index letter_batch_newest on letter_batch (made_at desc);

create table letter_batch_line (
  batch_id text not null references letter_batch,
  -- Its place in the batch, from 1: numbers are given in this order.
  position integer not null,
  nik text collate "C" not null,
  -- The letter to renew; null: a first one.
  renews_id text references letter,
  state text not null default 'waiting' check (state in ('waiting', 'issued', 'ready', 'refused')),
  letter_id text references letter,
  refusal jsonb,
  -- How often trouble of the machine kept it from going on.
  tries integer not null default 0,
  primary key (batch_id, position),
  unique (batch_id, nik),
  check ((state in ('issued', 'ready')) <= (letter_id is not null)),
  check ((state = 'refused') = (refusal is not null))
);
create index letter_batch_line_open on letter_batch_line (batch_id, position) where state in ('waiting', 'issued');
