-- What the centre said of a recording, as somebody saw it: added to, never changed.
create table centre_word (
  id text primary key,
  nik text collate "C" not null,
  status text not null,
  -- Day the source speaks of.
  as_of date not null,
  source text not null,
  noted_at timestamptz(3) not null,
  noted_by text not null,
  -- Hash of the file it came in; null: entered by hand.
  file_sha256 text,
  -- A supervisor's reason to take a word that contradicts the one before.
  decided_because text
);
create index centre_word_order on centre_word (nik, as_of, noted_at, id);

-- What the office calls the centre's statuses, where it has names of its own.
create table centre_label (
  status text primary key,
  label text not null check (length(label) between 1 and 60)
);

-- What the centre last said of a resident, whether it came with the register or was noted since: the one place.
create function centre_said(of_nik text) returns table (status text, source text, as_of date)
language sql stable as $$
  select s.status, s.source, s.as_of from (
    (select w.status, w.source, w.as_of, w.noted_at, w.id from centre_word w
     where w.nik = of_nik order by w.as_of desc, w.noted_at desc, w.id desc limit 1)
    union all
    select r.recorded_status, r.recorded_source, r.recorded_as_of, null, null from resident r
    where r.nik = of_nik and r.recorded_status is not null
  ) s order by s.as_of desc nulls last, s.noted_at desc nulls last limit 1
$$;
