-- WITHOUT ROWID, which drizzle-kit does not write: short rows that lie in their own key are one page to write instead of two, and
-- have no rowid by which REPLACE could hit another row.
CREATE TABLE `accesses` (
	`site` text NOT NULL,
	`index` integer NOT NULL,
	`at` text NOT NULL,
	`who` text NOT NULL,
	`action` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`site`, `index`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `checkpoints` (
	`site` text NOT NULL,
	`size` integer NOT NULL,
	`at` text NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`site`, `size`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `receipt_secrets` (
	`site` text NOT NULL,
	`index` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`site`, `index`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `retention` (
	`site` text PRIMARY KEY NOT NULL,
	`days` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `screens` (
	`site` text NOT NULL,
	`policy` text NOT NULL,
	`file` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`site`, `policy`, `file`)
);
--> statement-breakpoint
CREATE TABLE `signature_checks` (
	`site` text NOT NULL,
	`index` integer NOT NULL,
	`valid` integer NOT NULL,
	`checked_at` text NOT NULL,
	PRIMARY KEY(`site`, `index`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `site_keys` (
	`site` text NOT NULL,
	`id` text NOT NULL,
	`verifier` text NOT NULL,
	`created_at` text NOT NULL,
	`retired_at` text,
	PRIMARY KEY(`site`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tiles` (
	`site` text NOT NULL,
	`level` integer NOT NULL,
	`index` integer NOT NULL,
	`root` blob NOT NULL,
	`hashes` blob NOT NULL,
	PRIMARY KEY(`site`, `level`, `index`)
);
