-- The day of a moment in the office's own zone.
create function office_day(moment timestamptz) returns date language sql stable as $$
  select (moment at time zone
    case time_zone when 'WIB' then 'Asia/Jakarta' when 'WITA' then 'Asia/Makassar' else 'Asia/Jayapura' end)::date
  from office
$$;

-- What an entry of the journal means for its day. Taken back from a card is printed one less.
create view blank_effect as
select fact_seq, item, office_day(at) as day,
  case when from_key = 'centre' or from_key like 'borrowed:%' then amount else 0 end as received,
  case when to_key like 'card:%' then amount
    when from_key like 'card:%' and to_key like 'desk:%' then -amount else 0 end as printed,
  case when to_key = 'used' or to_key like 'card:%' then amount
    when from_key like 'card:%' and to_key like 'desk:%' then -amount
    when to_key = 'spoiled' and (from_key = 'store' or from_key like 'desk:%') then amount else 0 end as used,
  case when to_key = 'spoiled' and from_key not like 'resident:%' then amount else 0 end as spoiled,
  (case when to_key = 'store' or to_key like 'desk:%' then amount else 0 end)
    - (case when from_key = 'store' or from_key like 'desk:%' then amount else 0 end) as change
from blank_movement;

-- The journal by days, kept with every entry, so that nobody adds all of it up at each look. Derived like the rest.
create table blank_day (
  item text not null,
  day date not null,
  received bigint not null,
  printed bigint not null,
  used bigint not null,
  spoiled bigint not null,
  change bigint not null,
  primary key (item, day)
);
insert into blank_day
select item, day, sum(received), sum(printed), sum(used), sum(spoiled), sum(change) from blank_effect group by 1, 2;
