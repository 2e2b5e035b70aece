create table letter_policy (
  version integer primary key,
  effective_from date not null,
  body jsonb not null,
  added_at timestamptz(3) not null
);

-- The last number given in each year. Whoever takes the next one holds the row until the letter is committed with it.
create table letter_counter (
  year integer primary key,
  last integer not null
);

create table letter (
  id text primary key,
  year integer not null,
  serial integer not null,
  number text not null unique,
  nik text collate "C" not null,
  purpose text not null,
  issued_on date not null,
  valid_until date not null,
  -- All that the paper says.
  content jsonb not null,
  -- Text of the code on the paper.
  code text not null,
  signing text not null check (signing in ('electronic', 'by-hand')),
  -- The key of this letter's photo and document, wrapped by samples.kek: deleting it destroys both.
  kek_version integer not null,
  wrapped bytea not null,
  previous_id text references letter,
  replaced_by_id text references letter,
  voided_on date,
  void_reason text,
  unique (year, serial),
  check ((voided_on is null) = (void_reason is null))
);
create index letter_by_nik on letter (nik text_pattern_ops);
create index letter_newest on letter (year desc, serial desc);
create index letter_ended on letter (valid_until) where voided_on is not null or replaced_by_id is not null;
-- A letter is renewed once, and two letters of one resident that nothing has ended cannot come to be.
create unique index letter_renewed_once on letter (previous_id);
