-- What was printed or spoiled when it was lost lies apart from lost blanks.
update blank_movement set to_key = 'lost-unusable'
where to_key = 'lost'
  and (from_key = 'spoiled' or from_key like 'card:%' or from_key like 'returned:%' or from_key like 'resident:%');

update blank_holding h set place_key = 'lost-unusable', place = '{"kind": "lost-unusable"}'
where h.place_key = 'lost' and exists (
  select from blank_movement m
  join fact f on f.seq = m.fact_seq
  cross join jsonb_to_recordset(f.details #> '{movement,ranges}')
    as r (prefix text, width smallint, "from" bigint, "to" bigint)
  where m.to_key = 'lost-unusable' and r.prefix = h.prefix and r.width = h.width
    and r."from" <= h.first and r."to" >= h.last
);
