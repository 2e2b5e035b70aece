-- The book of blanks and of what printing uses up. Every table is derived from the facts of the noun `blank` alone.

-- Where each piece is that ever came in and was not given back. No two rows overlap: who writes locks the table first.
create table blank_holding (
  prefix text collate "C" not null,
  width smallint not null,
  first bigint not null,
  last bigint not null,
  place_key text collate "C" not null,
  place jsonb not null,
  primary key (prefix, width, first),
  check (first <= last)
);
create index blank_holding_place on blank_holding (place_key, prefix, width, first);

-- Prints left of a ribbon, a film or a cleaning kit, inside the book.
create table blank_prints (
  item text not null,
  place_key text collate "C" not null,
  place jsonb not null,
  left_there bigint not null,
  primary key (item, place_key),
  check (left_there >= 0)
);

-- The journal: both sides of every entry. `item` is 'piece' or a consumable.
create table blank_movement (
  fact_seq bigint not null references fact,
  item text not null,
  at timestamptz(3) not null,
  amount bigint not null check (amount > 0),
  from_key text collate "C" not null,
  to_key text collate "C" not null,
  primary key (fact_seq, item)
);
create index blank_movement_from on blank_movement (from_key, at);
create index blank_movement_to on blank_movement (to_key, at);
create index blank_movement_at on blank_movement (item, at);

create table blank_document (
  kind text not null,
  year integer not null,
  serial integer not null,
  fact_seq bigint not null references fact,
  primary key (kind, year, serial)
);
create index blank_document_of on blank_document (fact_seq);
