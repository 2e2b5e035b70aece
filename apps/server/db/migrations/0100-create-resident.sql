-- The city's residents as the register hands them over. Not derived from facts: the file is the source.
create table resident (
  nik text collate "C" primary key,
  -- Number of the last change; null: changed, and not numbered yet (see resident_revision).
  revision bigint,
  family_card_number text,
  name text not null,
  -- As `normaliseName` of the domain makes it.
  search_name text collate "C" not null,
  birth_place text not null,
  birth_date date not null,
  sex text not null,
  blood_group text not null,
  religion text not null,
  marital_status text not null,
  occupation text not null,
  nationality text not null,
  address text not null,
  rt text not null,
  rw text not null,
  kelurahan_code text collate "C" not null,
  -- What the file says of a recording before Rekam.
  recorded_status text,
  recorded_source text,
  recorded_as_of date,
  check ((recorded_status is null) = (recorded_source is null))
);
create unique index resident_revision_order on resident (revision);
create index resident_unnumbered on resident (nik) where revision is null;
create index resident_words on resident using gin (array_to_tsvector(string_to_array(search_name, ' ')));

-- Whoever numbers changes holds this row until the commit: numbers become visible in their order, and a station that
-- has read up to one of them has missed none below it.
create table resident_revision (
  singleton boolean primary key default true check (singleton),
  last bigint not null
);
insert into resident_revision (last) values (0);

-- Where a resident lived before: stations there are told to forget them.
create table resident_departure (
  nik text collate "C" not null,
  kecamatan_code text collate "C" not null,
  revision bigint not null,
  primary key (nik, kecamatan_code)
);
create index resident_departure_order on resident_departure (kecamatan_code, revision);

-- A file on its way into the table above; empty between imports and after a crash.
create unlogged table resident_incoming (
  nik text collate "C" not null,
  family_card_number text,
  name text not null,
  search_name text collate "C" not null,
  birth_place text not null,
  birth_date date not null,
  sex text not null,
  blood_group text not null,
  religion text not null,
  marital_status text not null,
  occupation text not null,
  nationality text not null,
  address text not null,
  rt text not null,
  rw text not null,
  kelurahan_code text collate "C" not null,
  recorded_status text,
  recorded_source text,
  recorded_as_of date
);

create table resident_import (
  id text primary key,
  state text not null check (state in ('running', 'done', 'failed')),
  file_name text not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  lines bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  bad bigint not null default 0,
  bytes_read bigint not null default 0,
  bytes_total bigint,
  -- Refusal code of a failed import.
  problem text
);
create index resident_import_newest on resident_import (started_at desc);
create table resident_import_bad_line (
  import_id text not null references resident_import,
  line bigint not null,
  column_name text,
  code text not null,
  details jsonb not null
);
create index resident_import_bad_line_order on resident_import_bad_line (import_id, line);
