-- Which days of the past the facts that were brought in tell of; the facts themselves stand with their nouns.
create table chronicle (
  title text primary key,
  tells_from date not null,
  tells_until date not null check (tells_until >= tells_from),
  highlights date[] not null,
  brought_in_at timestamptz(3) not null
);
