-- Pictures and scanned papers, encrypted each under a key of its own; the files lie in `papers/`.
create table paper (
  id text primary key,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  kek_version integer not null,
  wrapped bytea not null,
  uploaded_at timestamptz(3) not null
);

-- Derived from facts; `rebuildEquipment` makes these five again. `body` is the thing as the domain knows it, the columns
-- are what is looked up and what must hold whatever the program does.
create table recording_set (
  id text primary key,
  place_id text not null references place,
  name text not null,
  station_id text references station,
  retired boolean not null
);
create unique index recording_set_name on recording_set (place_id, lower(name)) where not retired;
create unique index recording_set_station on recording_set (station_id) where not retired;

create table component (
  id text primary key,
  kind text not null,
  serial text not null,
  at text not null,
  set_id text references recording_set,
  -- Of its set or store; the last one where it has left both.
  place_id text references place,
  body jsonb not null,
  check ((at = 'set') = (set_id is not null)),
  unique (kind, serial)
);
create unique index component_slot on component (set_id, kind);

create table fault (
  id text primary key,
  component_id text not null references component,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  body jsonb not null
);
create unique index fault_one_open on fault (component_id) where closed_at is null;
create index fault_of_component on fault (component_id, opened_at);

create table self_test (
  id text primary key,
  set_id text not null references recording_set,
  at timestamptz(3) not null,
  body jsonb not null
);
create index self_test_of_set on self_test (set_id, at desc);

create table repair (
  id text primary key,
  fault_id text not null references fault,
  component_id text not null references component,
  closed_at timestamptz(3),
  body jsonb not null
);
create unique index repair_one_open on repair (fault_id) where closed_at is null;

create table equipment_policy (
  version integer primary key,
  effective_from date not null,
  body jsonb not null,
  added_at timestamptz(3) not null
);

-- Labels stuck on components. Only the token's hash is kept; a new label ends the one before.
create table label (
  token_hash text primary key,
  component_id text not null references component,
  made_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create unique index label_one_valid on label (component_id) where revoked_at is null;
create table place_pin (
  place_id text primary key references place,
  salt text not null,
  hash text not null,
  set_at timestamptz(3) not null
);

-- Residents turned away, one row a tap; derived from facts, too.
create table turned_away (
  fact_seq bigint primary key references fact,
  place_id text not null references place,
  at timestamptz(3) not null,
  officer_id text,
  withdrawn boolean not null default false
);
create index turned_away_by_place on turned_away (place_id, at);
