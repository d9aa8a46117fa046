import { readFileSync } from 'node:fs'
import { ConsentProblem, printFault } from '@kakburk/shared'
import { Command, CommanderError } from 'commander'
import { readStorageFailure } from '../db/failure.ts'
import { addAccess } from './access.ts'
import { addErase } from './erase.ts'
import { addExport } from './export.ts'
import { addPolicyCheck } from './policy-check.ts'
import { isReaderGone, print } from './print.ts'
import { forOperator } from './reason.ts'
import { addServe } from './serve.ts'
import { settingsHelp } from './settings.ts'
import { addSiteAdd } from './site-add.ts'
import { addSiteList } from './site-list.ts'
import { addSiteRetention } from './site-retention.ts'
import { addSiteRotateKey } from './site-rotate-key.ts'
import { addToken } from './token.ts'
import { addVerify } from './verify.ts'
import type { World } from './world.ts'

/** Runs `kakburk` with its arguments and resolves to the exit code: 0 done, 1 failed, 2 used wrongly. */
export const run = async (args: readonly string[], world: World): Promise<number> => {
  const say = (lines: string[]) => world.stderr.write(lines.map((line) => `kakburk: ${oneLine(line)}\n`).join(''))
  try {
    await perform(args, world)
    return 0
  } catch (error) {
    if (isReaderGone(error)) return 0
    const wrongUse = readWrongUse(error)
    say(wrongUse === undefined ? describeFailure(error) : [`${wrongUse} (see kakburk --help)`])
    return wrongUse === undefined ? 1 : 2
  }
}

const perform = async (args: readonly string[], world: World): Promise<void> => {
  let help = ''
  const program = makeProgram(world, (text) => {
    help += text
  })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error
  }
  if (help !== '') await print(world.stdout, help)
}

const makeProgram = (world: World, writeHelp: (text: string) => void): Command => {
  const program = new Command('kakburk')
    .description('A cookie-consent banner and the log behind it.')
    .version(version)
    .showSuggestionAfterError(false)
    .exitOverride()
    // Commander writes its complaints, and for a missing command the whole help, to stderr; `run` has its own one line.
    .configureOutput({ writeOut: writeHelp, writeErr: () => {}, outputError: () => {} })
    .addHelpText('after', settingsHelp)
    .addHelpText('after', examples)
  addServe(program, world)
  const site = program
    .command('site')
    .description('add a site or its next policy, list the sites, change the key of a log, and say how long it keeps what is personal')
    .addHelpText('after', siteExamples)
  addSiteAdd(site, world)
  addSiteList(site, world)
  addSiteRotateKey(site, world)
  addSiteRetention(site, world)
  const policy = program.command('policy').description('work with policy files').addHelpText('after', policyExamples)
  addPolicyCheck(policy, world)
  addToken(program, world)
  addExport(program, world)
  addVerify(program, world)
  addErase(program, world)
  addAccess(program, world)
  return program
}

const examples = `
Examples:
  kakburk policy check policy.json
  kakburk site add policy.json
  kakburk serve
  kakburk export --site window-shop > log.csv
  kakburk export --site window-shop --bundle bundle.zip
  kakburk verify bundle.zip
`

const siteExamples = `
Examples:
  kakburk site add policy.json
  kakburk site list
  kakburk site rotate-key window-shop
  kakburk site retention window-shop --days 730
`

const policyExamples = `
Examples:
  kakburk policy check policy.json
`

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

/** What is wrong with the arguments or the environment; undefined for any other error. */
const readWrongUse = (error: unknown): string | undefined => {
  if (error instanceof ConsentProblem && error.code === 'range-invalid') return error.message
  if (!(error instanceof CommanderError)) return
  return error.code === 'commander.help' ? 'expected a command' : error.message.replace(/^error: /, '')
}

/** Lines for whoever ran the command: the faults of a document each on its own, anything else on one. */
const describeFailure = (error: unknown): string[] => {
  const problem = readStorageFailure(error) ?? forOperator(error)
  if (problem instanceof ConsentProblem && problem.faults.length > 0) return problem.faults.map((fault) => printFault(fault))
  return [problem instanceof Error ? problem.message : String(problem)]
}

/** A file may hold names that would move the cursor or turn the line around: such characters are shown by their number. */
const oneLine = (text: string): string =>
  text.replace(/\s*\n\s*/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
