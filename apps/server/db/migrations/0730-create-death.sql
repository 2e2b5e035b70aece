-- That a resident died, as somebody read it from a paper: added to, and taken back, never changed.
create table resident_death (
  id text primary key,
  nik text collate "C" not null,
  died_on date not null,
  -- Kind and number of the paper that says so.
  paper text not null,
  noted_at timestamptz(3) not null,
  noted_by text not null,
  -- Hash of the file of the centre it came in; null: entered by hand.
  file_sha256 text,
  taken_back_at timestamptz(3),
  taken_back_by text,
  taken_back_because text,
  check (num_nonnulls(taken_back_at, taken_back_by, taken_back_because) in (0, 3))
);
create unique index resident_death_stands on resident_death (nik) where taken_back_at is null;
