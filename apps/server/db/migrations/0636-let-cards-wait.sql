-- Rules from before there were any for cards that nobody fetches.
update handover_policy
set body = body || '{"remindAfterDays": 14, "mostReminders": 3, "returnAfterDays": 90, "giveUpAfterDays": null}'
where not body ? 'remindAfterDays';

-- A card that went back from its counter to the office's keeping.
create table handover_return (
  card_id text primary key references card,
  returned_at timestamptz(3) not null,
  returned_by text not null
);

-- A notice is about a place, a letter or a card; messages about a card are counted from 0.
alter table notice add column card_id text references card;
alter table notice drop constraint notice_check2;
alter table notice add check (num_nonnulls(place_id, letter_id, card_id) = 1);
create unique index notice_of_card_once on notice (card_id, contact_hash) where ended_at is null;
alter table notice_message add column turn integer;
alter table notice_message drop constraint notice_message_kind_check;
alter table notice_message add constraint notice_message_kind_check
  check (kind in ('confirm', 'works-again', 'letter-ending', 'card-ready'));
alter table notice_message add check ((kind = 'card-ready') = (turn is not null));
create unique index notice_message_of_card_once on notice_message (notice_id, turn) where kind = 'card-ready';
