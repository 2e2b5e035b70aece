-- Recordings that left for the centre together, or are about to.
create table centre_export (
  id text primary key,
  form text not null check (form in ('records', 'mosip')),
  -- The age recipient, or the SHA-256 of the centre's RSA key; null: its files lie in the clear.
  sealed_to text,
  -- Why recordings are in it that lay in an earlier one.
  again_because text,
  -- Recordings that were left out, by reason.
  left_out jsonb not null,
  made_at timestamptz(3) not null,
  made_by text not null,
  -- When the last byte stood; null: it was cut off, and holds nothing back from the next.
  finished_at timestamptz(3),
  manifest_sha256 text,
  sent_on date,
  sent_means text,
  sent_noted_at timestamptz(3),
  sent_noted_by text,
  check ((sent_on is null) = (sent_noted_by is null)),
  check (sent_on is null or finished_at is not null)
);
create index centre_export_newest on centre_export (made_at desc);

create table centre_export_recording (
  export_id text not null references centre_export,
  packet_id text not null,
  primary key (export_id, packet_id)
);
create index centre_export_of_recording on centre_export_recording (packet_id);

-- The running number of a recording at a MOSIP-shaped centre: given once, the same in every export.
create table centre_registration (
  packet_id text primary key,
  number integer not null unique
);
