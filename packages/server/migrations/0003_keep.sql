-- As in 0001: each INSERT trigger refuses what REPLACE would put in another row's place, by key and where there is one by rowid.
CREATE TRIGGER site_keys_come_once BEFORE INSERT ON site_keys
WHEN EXISTS (SELECT 1 FROM site_keys WHERE site = NEW.site AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a key of a site is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER site_keys_only_retire BEFORE UPDATE ON site_keys
WHEN NEW.site IS NOT OLD.site OR NEW.id IS NOT OLD.id OR NEW.verifier IS NOT OLD.verifier OR NEW.created_at IS NOT OLD.created_at
  OR NEW.retired_at IS NULL OR NEW.retired_at > OLD.retired_at
BEGIN SELECT RAISE(ABORT, 'a key of a site is never changed; it retires, and that no later than was said'); END;
--> statement-breakpoint
CREATE TRIGGER site_keys_stay BEFORE DELETE ON site_keys
BEGIN SELECT RAISE(ABORT, 'a key of a site is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoints_grow BEFORE INSERT ON checkpoints
WHEN NEW.size <= (SELECT max(size) FROM checkpoints WHERE site = NEW.site)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a checkpoint is of more entries than the one before'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoints_stay_as_they_are BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a checkpoint is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoints_stay BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a checkpoint is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER tiles_follow BEFORE INSERT ON tiles
WHEN NEW."index" IS NOT (SELECT coalesce(max("index"), -1) + 1 FROM tiles WHERE site = NEW.site AND level = NEW.level)
  OR length(NEW.hashes) IS NOT 8192
  OR EXISTS (SELECT 1 FROM tiles WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a tile has the next index and 256 hashes'); END;
--> statement-breakpoint
CREATE TRIGGER tiles_stay_as_they_are BEFORE UPDATE ON tiles
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a tile is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER tiles_stay BEFORE DELETE ON tiles
BEGIN SELECT RAISE(ABORT, 'the log is append-only: a tile is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_secrets_come_once BEFORE INSERT ON receipt_secrets
WHEN EXISTS (SELECT 1 FROM receipt_secrets WHERE site = NEW.site AND "index" = NEW."index")
BEGIN SELECT RAISE(ABORT, 'the secret of a receipt is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_secrets_stay_as_they_are BEFORE UPDATE ON receipt_secrets
BEGIN SELECT RAISE(ABORT, 'the secret of a receipt is erased, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER signature_checks_come_once BEFORE INSERT ON signature_checks
WHEN EXISTS (SELECT 1 FROM signature_checks WHERE site = NEW.site AND "index" = NEW."index")
BEGIN SELECT RAISE(ABORT, 'a signature is checked once'); END;
--> statement-breakpoint
CREATE TRIGGER signature_checks_stay_as_they_are BEFORE UPDATE ON signature_checks
BEGIN SELECT RAISE(ABORT, 'what came of checking a signature is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER signature_checks_stay BEFORE DELETE ON signature_checks
BEGIN SELECT RAISE(ABORT, 'what came of checking a signature is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER accesses_follow BEFORE INSERT ON accesses
WHEN NEW."index" IS NOT (SELECT coalesce(max("index"), -1) + 1 FROM accesses WHERE site = NEW.site)
BEGIN SELECT RAISE(ABORT, 'the access log is append-only: a line has the next index'); END;
--> statement-breakpoint
CREATE TRIGGER accesses_stay_as_they_are BEFORE UPDATE ON accesses
BEGIN SELECT RAISE(ABORT, 'the access log is append-only: a line is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER accesses_stay BEFORE DELETE ON accesses
BEGIN SELECT RAISE(ABORT, 'the access log is append-only: a line is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER screens_come_once BEFORE INSERT ON screens
WHEN EXISTS (SELECT 1 FROM screens WHERE site = NEW.site AND policy = NEW.policy AND file = NEW.file)
  OR EXISTS (SELECT 1 FROM screens WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'a file of a banner is kept as it was first shown'); END;
--> statement-breakpoint
CREATE TRIGGER screens_stay_as_they_are BEFORE UPDATE ON screens
BEGIN SELECT RAISE(ABORT, 'a file of a banner is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER screens_stay BEFORE DELETE ON screens
BEGIN SELECT RAISE(ABORT, 'a file of a banner is never removed'); END;
