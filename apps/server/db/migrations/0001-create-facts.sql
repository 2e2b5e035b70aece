-- What happened, appended and never changed. Everything that can be derived from it is derived.
create table fact (
  seq bigint generated always as identity primary key,
  at timestamptz(3) not null,
  noun text not null,
  subject_id text not null,
  kind text not null,
  recorded_at timestamptz(3),
  clock_trusted boolean,
  actor_kind text not null check (actor_kind in ('officer', 'station', 'office')),
  actor_id text,
  permitted_by text,
  details jsonb not null
);
create index fact_by_subject on fact (subject_id, seq);
create index fact_by_kind on fact (noun, kind, seq);

-- Facts wait here, without holding anyone up, until the chain takes them in.
create table fact_unlinked (seq bigint primary key);
create table fact_link (
  position bigint primary key,
  seq bigint not null unique references fact (seq),
  hash text not null
);

create function queue_fact_for_chain() returns trigger language plpgsql as $$
begin
  insert into fact_unlinked (seq) select seq from added;
  return null;
end $$;
create trigger queue_for_chain after insert on fact
  referencing new table as added for each statement execute function queue_fact_for_chain();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger never_changed before update or delete on fact
  for each statement execute function refuse_change();
create trigger never_changed before update or delete on fact_link
  for each statement execute function refuse_change();
