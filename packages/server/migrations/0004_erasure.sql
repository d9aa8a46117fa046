-- Erasure empties a row in its place. A row that is deleted makes SQLite merge thin pages, and what it moves for that stays
-- behind as stale bytes in the free space of the pages, whatever `secure_delete` says.
DROP TRIGGER personal_halves_stay_as_they_are;
--> statement-breakpoint
CREATE TRIGGER personal_halves_stay_as_they_are BEFORE UPDATE ON personal_halves
WHEN NEW.site IS NOT OLD.site OR NEW."index" IS NOT OLD."index" OR NEW.salt IS NOT x'' OR NEW.half IS NOT ''
  OR NEW.rowid IS NOT OLD.rowid
BEGIN SELECT RAISE(ABORT, 'a personal half is emptied as a whole, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER personal_halves_stay BEFORE DELETE ON personal_halves
BEGIN SELECT RAISE(ABORT, 'a personal half is emptied in its place, never removed'); END;
--> statement-breakpoint
-- What is kept, by visitor. In blocks of 8192 entries, so that what is written at one time lies together: a visitor is looked up
-- in each block. Three characters of the visitor's id are enough to find few rows that are not meant, and stale ones tell of nobody.
CREATE INDEX personal_halves_kept ON personal_halves (site, "index" >> 13, substr(json_extract(half, '$.visitor'), 1, 3)) WHERE half <> '';
