-- Whom the register calls print-ready is asked at each look at the stock of blanks.
create index resident_status on resident (upper(translate(recorded_status, '_-', '  ')))
  where recorded_status is not null;
