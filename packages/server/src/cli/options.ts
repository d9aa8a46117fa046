import { InvalidArgumentError, Option } from 'commander'

/** `--database FILE`, which every command that needs the database has. */
export const databaseOption = (): Option =>
  new Option('--database <file>', 'the database file (also KAKBURK_DATABASE; default: kakburk.db)')

/** `--site ID`, without which a command has nothing to do. */
export const siteOption = (): Option => new Option('--site <id>', 'the site, as its policy names it').makeOptionMandatory()

/** `--json`, for machines. */
export const jsonOption = (): Option => new Option('--json', 'print JSON')

/** Days from 1 to ten years. */
export const parseDays = (text: string): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > 3650) throw new InvalidArgumentError('Expected 1 to 3650 days.')
  return Number(text)
}
