-- Residents who want to be told when recording works again. The contact lies sealed under a key of its own and goes when
-- the notice ends; its hash (keyed, useless without the office's keys) stays a day longer, to count requests.
create table notice (
  id text primary key,
  place_id text not null references place,
  channel text not null check (channel in ('e-mail', 'message')),
  contact_hash bytea not null,
  token_hash bytea not null unique,
  kek_version integer,
  wrapped bytea,
  sealed bytea,
  asked_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  ended_at timestamptz(3),
  ended_as text check (ended_as in ('told', 'stopped', 'unconfirmed', 'expired', 'undeliverable')),
  check ((ended_at is null) = (sealed is not null)),
  check ((ended_at is null) = (ended_as is null))
);
create unique index notice_once on notice (place_id, contact_hash) where ended_at is null;

-- What is to be sent to them.
create table notice_message (
  id bigint generated always as identity primary key,
  notice_id text not null references notice on delete cascade,
  kind text not null check (kind in ('confirm', 'works-again')),
  made_at timestamptz(3) not null,
  tries integer not null default 0,
  next_try_at timestamptz(3) not null,
  sent_at timestamptz(3),
  given_up_at timestamptz(3)
);
create index notice_message_waiting on notice_message (next_try_at) where sent_at is null and given_up_at is null;
create unique index notice_message_told_once on notice_message (notice_id) where kind = 'works-again';
