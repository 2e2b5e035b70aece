-- Deaths that a file of residents tells.
alter table resident_incoming add column died_on date, add column death_paper text;
alter table resident_import add column died bigint not null default 0;
