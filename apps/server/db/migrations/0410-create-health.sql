-- The number of the last heartbeat that was believed; a lower one was sent before.
alter table station_status add column sequence bigint not null default 0;

-- What the office knows of each kind of device at each station (domain: DeviceWatchState). Derived from heartbeats.
create table device_health (
  station_id text not null references station,
  kind text not null,
  state jsonb not null,
  primary key (station_id, kind)
);

-- What the office noticed by itself: opened and closed once each, in the order of its facts.
create table trouble (
  id text primary key,
  station_id text not null references station,
  place_id text not null references place,
  kind text not null,
  serial_no text,
  track text not null check (track in ('function', 'quality', 'certificate')),
  symptom text not null,
  since timestamptz(3) not null,
  opened_at timestamptz(3) not null,
  ended_at timestamptz(3),
  closed_at timestamptz(3),
  relapses integer not null default 0
);
create unique index trouble_open_once on trouble (station_id, kind, track) where closed_at is null;
create index trouble_newest on trouble (opened_at desc, id desc);
