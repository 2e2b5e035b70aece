-- What the office may spend, what parts cost, and what other offices would lend; the facts tell how it came to be.
create table planning_settings (
  one boolean primary key default true check (one),
  body jsonb not null
);

-- Plans that were asked for: solved beside the requests, kept with their answer so that the paper says what the screen said.
create table plan (
  id text primary key,
  asked_at timestamptz(3) not null,
  asked_by text not null references officer,
  state text not null check (state in ('waiting', 'solving', 'solved', 'failed')),
  solved integer not null default 0,
  questions integer not null default 0,
  -- The last fact of which the plan knew.
  as_of_seq bigint,
  as_of timestamptz(3),
  body jsonb
);
create index plan_newest on plan (asked_at desc);
