-- Who is given a letter or a card is held against a death that is just being written down (FOR KEY SHARE against FOR
-- UPDATE). Columns of a whole unique index are part of that key, those of a partial one are not: a new revision of an
-- entry, as an import gives it to thousands, then holds nobody up.
drop index resident_revision_order;
create unique index resident_revision_order on resident (revision) where revision is not null;
