-- Who writes the chip of a printed card: Rekam by a SAM of the centre, or the official application.
alter table card_attempt add column chip text check (chip in ('written', 'official-application'));
update card_attempt set chip = 'official-application' where state = 'printed';
alter table card_attempt add check (state <> 'printed' or chip is not null);
