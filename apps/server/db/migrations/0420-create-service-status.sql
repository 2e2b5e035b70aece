-- When an operator was last seen signed in at a station.
alter table station_status add column operator_seen_at timestamptz(3);

-- Hours of the week; the row without a place is the office's own, good wherever a place has none.
create table service_hours (
  place_id text references place,
  week jsonb not null
);
create unique index service_hours_once on service_hours (coalesce(place_id, ''));
create table holiday (
  date date not null,
  name text not null,
  place_id text references place
);
create unique index holiday_once on holiday (date, coalesce(place_id, ''));
create table place_service (
  place_id text primary key references place,
  quota integer check (quota > 0),
  address text not null default '',
  latitude double precision,
  longitude double precision
);

create table operator_missing (
  place_id text not null references place,
  day date not null,
  since timestamptz(3) not null,
  primary key (place_id, day)
);
create table service_statement (
  id text primary key,
  body jsonb not null,
  made_at timestamptz(3) not null,
  withdrawn_at timestamptz(3)
);
create table service_settlement (
  key text primary key,
  settled_for text not null check (settled_for in ('derived', 'claimed')),
  at timestamptz(3) not null
);

-- How every service stood, from when to when: derived from facts of the kind `service-changed`.
create table service_history (
  -- Empty: the city.
  place_id text not null,
  service text not null,
  condition text not null,
  cause text,
  since timestamptz(3) not null,
  until timestamptz(3)
);
create unique index service_history_open on service_history (place_id, service) where until is null;
create index service_history_by_end on service_history (until);
