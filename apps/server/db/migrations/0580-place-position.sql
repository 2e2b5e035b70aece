-- Where a place stands, degrees north and east; and since when it is used no more. A retired name may be used again.
alter table place
  add column latitude double precision,
  add column longitude double precision,
  add column retired_at timestamptz(3),
  add constraint place_position check ((latitude is null) = (longitude is null));
alter table place drop constraint place_name_key;
create unique index place_name on place (lower(name)) where retired_at is null;
