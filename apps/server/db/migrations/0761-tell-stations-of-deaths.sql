-- Stations hear of deaths from now on, also of those that were written down before.
update resident set revision = null
where nik in (select nik from resident_death where taken_back_at is null);
