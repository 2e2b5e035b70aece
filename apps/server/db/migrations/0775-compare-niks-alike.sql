-- As every other table has it: a NIK of another collation is looked for in all recordings, one after the other.
drop index recording_by_nik;
alter table recording alter column nik type text collate "C";
create index recording_by_nik on recording (nik);
-- What is known of how its values lie went with the old type, and without it the newest recordings are read one by one.
analyze recording (nik);
