-- What the office has said to everybody: numbered without a gap, never changed but for its withdrawal.
create table announcement (
  number integer primary key check (number > 0),
  draft_id text not null unique,
  -- `rekam plc_…`, `cetak city`.
  matter text not null,
  facts jsonb not null,
  words jsonb not null,
  published_at timestamptz(3) not null,
  next_news_at timestamptz(3),
  corrects integer references announcement,
  withdrawn_at timestamptz(3),
  withdrawn_because text,
  check ((withdrawn_at is null) = (withdrawn_because is null))
);

-- What it may say next: at most one open draft of each matter.
create table announcement_draft (
  id text primary key,
  matter text not null,
  asked boolean not null,
  corrects integer references announcement,
  -- The facts that the words rest on, and those of now.
  basis jsonb not null,
  facts jsonb not null,
  words jsonb not null,
  worded boolean not null default false,
  revision integer not null default 1,
  drafted_at timestamptz(3) not null,
  overtaken_at timestamptz(3),
  overtaken_as text,
  closed_at timestamptz(3),
  closed_as text check (closed_as in ('published', 'dismissed', 'lapsed')),
  check ((overtaken_at is null) = (overtaken_as is null)),
  check ((closed_at is null) = (closed_as is null))
);
create unique index announcement_draft_open on announcement_draft (matter) where closed_at is null;
create index announcement_draft_dismissed on announcement_draft (matter, closed_at desc) where closed_as = 'dismissed';
