-- A tap at a counter names the service and the cause; one at the office screen does not.
alter table turned_away
  add column service text,
  add column cause text,
  add column note_id text unique;
