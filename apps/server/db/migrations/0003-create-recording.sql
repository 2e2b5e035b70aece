-- A packet that was announced and is not whole yet. Transport, not history: a row may vanish and come again.
create table upload (
  packet_id text primary key,
  station_id text not null references station,
  sha256 text not null,
  bytes bigint not null,
  sealed_at timestamptz(3) not null,
  announced_at timestamptz(3) not null
);
create index upload_by_station on upload (station_id);

-- What lay in an opened packet beside its samples, with the bytes that its station signed.
create table manifest (
  packet_id text primary key,
  body jsonb not null,
  signed bytea not null,
  signature bytea not null
);

-- The key of one recording's samples, wrapped by samples.kek: deleting the row destroys the samples.
create table recording_key (
  packet_id text primary key,
  kek_version integer not null,
  wrapped bytea not null
);

-- Derived from facts; `rebuildDerived` makes it again.
create table recording (
  packet_id text primary key,
  -- The enrolment's id once the packet is open, the packet's before and where two packets claim one enrolment.
  id text not null unique,
  state text not null check (state in ('received', 'counted', 'held', 'set-aside')),
  held_reason text,
  rival_packet_id text,
  decided boolean not null default false,
  flags text[] not null default '{}',
  station_id text not null,
  place_id text not null,
  sha256 text not null,
  bytes bigint not null,
  via text not null,
  sealed_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  opened_at timestamptz(3),
  backed_up_at timestamptz(3),
  nik text,
  name text,
  words text[] generated always as (string_to_array(name, ' ')) stored,
  kelurahan_code text,
  operator_id text,
  recorded_at timestamptz(3),
  clock_trusted boolean,
  receipt_code text,
  forced integer not null default 0,
  exceptions integer not null default 0,
  owed integer not null default 0,
  total_ms integer,
  -- [[step, ms, attempts, outcome], …]
  steps jsonb
);
create index recording_newest on recording (received_at desc, packet_id desc);
create index recording_by_state on recording (state, received_at desc, packet_id desc);
create index recording_by_place on recording (place_id, received_at desc, packet_id desc);
create index recording_by_station on recording (station_id, received_at desc, packet_id desc);
create index recording_forced on recording (received_at desc, packet_id desc) where forced > 0;
create index recording_by_nik on recording (nik text_pattern_ops);
create index recording_by_receipt on recording (receipt_code);
create index recording_by_name on recording (name text_pattern_ops);
create index recording_by_word on recording using gin (words);
create unique index recording_one_counts on recording (nik) where state = 'counted';

-- Recordings per place and state as a sum of changes: appending makes no two receivers wait for one counter.
create table recording_tally (
  place_id text not null,
  state text not null,
  change bigint not null
);
create function tally_added() returns trigger language plpgsql as $$
begin
  insert into recording_tally select place_id, state, count(*) from added group by place_id, state;
  return null;
end $$;
create function tally_changed() returns trigger language plpgsql as $$
begin
  insert into recording_tally
    select place_id, state, sum(change) from (
      select place_id, state, 1 as change from after_rows
      union all
      select place_id, state, -1 from before_rows
    ) changes group by place_id, state having sum(change) <> 0;
  return null;
end $$;
create trigger tally_added after insert on recording
  referencing new table as added for each statement execute function tally_added();
create trigger tally_changed after update on recording
  referencing old table as before_rows new table as after_rows for each statement execute function tally_changed();
