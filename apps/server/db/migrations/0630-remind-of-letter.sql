-- A notice is about a place or about a letter; what is told of a letter, and how many days before its end.
alter table notice alter column place_id drop not null;
alter table notice add column letter_id text references letter;
alter table notice add check ((place_id is null) <> (letter_id is null));
alter table notice drop constraint notice_ended_as_check;
alter table notice add constraint notice_ended_as_check
  check (ended_as in ('told', 'stopped', 'unconfirmed', 'expired', 'undeliverable', 'overtaken'));
create unique index notice_of_letter_once on notice (letter_id, contact_hash) where ended_at is null;

-- Asked for at a counter, with the person there: not counted against what strangers may cause.
alter table notice_message add column at_counter boolean not null default false;
alter table notice_message add column days_before integer;
alter table notice_message drop constraint notice_message_kind_check;
alter table notice_message add constraint notice_message_kind_check
  check (kind in ('confirm', 'works-again', 'letter-ending'));
alter table notice_message add check ((kind = 'letter-ending') = (days_before is not null));
create unique index notice_message_reminded_once on notice_message (notice_id, days_before)
  where kind = 'letter-ending';

-- Rules from before there were reminders name no day.
update letter_policy set body = body || '{"remindDays": []}' where not body ? 'remindDays';

create index letter_ending on letter (valid_until) where voided_on is null and replaced_by_id is null;
