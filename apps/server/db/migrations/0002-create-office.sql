-- One row once the office is set up.
create table office (
  singleton boolean primary key default true check (singleton),
  name text not null,
  region_code text not null,
  time_zone text not null check (time_zone in ('WIB', 'WITA', 'WIT')),
  demo boolean not null,
  -- Keys without which this data cannot be read; start refuses when they are missing.
  office_key_id text not null,
  receipt_key_id text not null,
  -- Grows with everything that a station's settings contain.
  settings_version integer not null default 1,
  set_up_at timestamptz(3) not null
);


create table place (
  id text primary key,
  kind text not null,
  name text not null unique,
  region_code text unique
);
create table kelurahan (
  code text primary key,
  name text not null,
  kecamatan_code text not null,
  kecamatan_name text not null
);

create table officer (
  id text primary key,
  username text not null unique,
  name text not null,
  active boolean not null default true,
  password_salt text not null,
  password_hash text not null,
  -- What a station needs to know an operator by password (see protocol/sync/operator-credential).
  station_salt text not null,
  station_recipient text not null,
  pin_salt text,
  pin_hash text,
  last_sign_in_at timestamptz(3)
);
create table officer_role (
  officer_id text not null references officer,
  role text not null,
  place_id text references place
);
create unique index officer_role_once on officer_role (officer_id, role, coalesce(place_id, ''));
create table officer_session (
  token_hash text primary key,
  officer_id text not null references officer,
  started_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null
);
create table sign_in_failure (
  -- `user:…` or `address:…`
  key text primary key,
  failures integer not null,
  last_at timestamptz(3) not null
);

create table station (
  id text primary key,
  name text not null,
  place_id text not null references place,
  public_key text not null unique,
  state text not null check (state in ('active', 'revoked')),
  enrolled_at timestamptz(3) not null
);
create table station_code (
  code_hash text primary key,
  place_id text not null references place,
  name text not null,
  expires_at timestamptz(3) not null,
  -- Who used it: the same key may ask again when the answer was lost.
  used_by_key text,
  station_id text references station
);
create table station_status (
  station_id text primary key references station,
  last_seen_at timestamptz(3) not null,
  heartbeat jsonb not null
);

create table policy (
  version integer primary key,
  effective_from date not null,
  body jsonb not null,
  added_at timestamptz(3) not null
);
