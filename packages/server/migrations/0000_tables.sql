CREATE TABLE `entries` (
	`site` text NOT NULL,
	`index` integer NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	`entry` text NOT NULL,
	`leaf_hash` blob NOT NULL,
	PRIMARY KEY(`site`, `index`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_site_id` ON `entries` (`site`,`id`);--> statement-breakpoint
CREATE INDEX `entries_site_at` ON `entries` (`site`,`at`);--> statement-breakpoint
CREATE TABLE `personal_halves` (
	`site` text NOT NULL,
	`index` integer NOT NULL,
	`salt` blob NOT NULL,
	`half` text NOT NULL,
	PRIMARY KEY(`site`, `index`),
	FOREIGN KEY (`site`,`index`) REFERENCES `entries`(`site`,`index`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `policies` (
	`site` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`published_at` text NOT NULL,
	PRIMARY KEY(`site`, `version`),
	FOREIGN KEY (`site`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policies_site_name` ON `policies` (`site`,`name`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`current_policy` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` blob PRIMARY KEY NOT NULL,
	`site` text NOT NULL,
	`role` text NOT NULL,
	`label` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`site`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tokens_site` ON `tokens` (`site`);