-- REPLACE removes a row without a word to DELETE triggers unless recursive_triggers is on, and whoever opens the file with
-- another program has it off. So each INSERT trigger refuses what REPLACE would put in another row's place, by key and by rowid.
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW."index" IS NOT (SELECT coalesce(max("index"), -1) + 1 FROM entries WHERE site = NEW.site)
  OR EXISTS (SELECT 1 FROM entries WHERE site = NEW.site AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM entries WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an entry has the next index and an id of its own'); END;
--> statement-breakpoint
CREATE TRIGGER entries_stay_as_they_are BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an entry is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an entry is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER policies_follow BEFORE INSERT ON policies
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM policies WHERE site = NEW.site)
  OR EXISTS (SELECT 1 FROM policies WHERE site = NEW.site AND name = NEW.name)
  OR EXISTS (SELECT 1 FROM policies WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'a published policy has the next version and a name of its own'); END;
--> statement-breakpoint
CREATE TRIGGER policies_stay_as_they_are BEFORE UPDATE ON policies
BEGIN SELECT RAISE(ABORT, 'a published policy is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER policies_stay BEFORE DELETE ON policies
BEGIN SELECT RAISE(ABORT, 'a published policy is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER personal_halves_come_once BEFORE INSERT ON personal_halves
WHEN EXISTS (SELECT 1 FROM personal_halves WHERE site = NEW.site AND "index" = NEW."index")
  OR EXISTS (SELECT 1 FROM personal_halves WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'a personal half is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER personal_halves_stay_as_they_are BEFORE UPDATE ON personal_halves
BEGIN SELECT RAISE(ABORT, 'a personal half is erased as a whole, never changed'); END;
