-- Notes of stations that were taken in, so that one told twice counts once.
create table station_note (
  id text primary key,
  station_id text not null references station,
  kind text not null,
  taken_at timestamptz(3) not null
);
