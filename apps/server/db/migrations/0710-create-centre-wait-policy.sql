-- From which day on how many days a recording may wait at the centre before it counts against it.
create table centre_wait_policy (
  version integer primary key,
  effective_from date not null,
  body jsonb not null,
  added_at timestamptz(3) not null
);
