-- The scan of the paper that says so.
alter table resident_death add column scan text references paper;
