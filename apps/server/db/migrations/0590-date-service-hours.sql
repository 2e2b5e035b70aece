-- Hours hold from a day on; a place without a week from then on has the office's again.
alter table service_hours add column from_day date not null default '1900-01-01';
alter table service_hours alter column from_day drop default;
alter table service_hours alter column week drop not null;
drop index service_hours_once;
create unique index service_hours_once on service_hours (coalesce(place_id, ''), from_day);

-- A holiday is a day without hours; other days may have hours of their own.
alter table holiday rename to special_day;
alter index holiday_once rename to special_day_once;
alter table special_day add column hours jsonb;

-- Closed earlier than its hours say, or not open at all, for one day.
create table early_closing (
  place_id text not null references place,
  day date not null,
  closes text,
  reason text not null,
  primary key (place_id, day)
);

-- Where a place stands is the place's own.
update place p set latitude = s.latitude, longitude = s.longitude
from place_service s where s.place_id = p.id and p.latitude is null and s.latitude is not null;
alter table place_service drop column latitude, drop column longitude;
