-- How the centre answers is told by those of whom something was said of late, not by everybody of whom anything ever was.
create index centre_word_by_day on centre_word (as_of, nik);
