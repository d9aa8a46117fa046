import { readFileSync } from 'node:fs'
import { ConsentProblem, printFault } from '@kakburk/shared'
import { Command, CommanderError } from 'commander'
import { readStorageFailure } from '../db/failure.ts'
import { addExport } from './export.ts'
import { addPolicyCheck } from './policy-check.ts'
import { addServe } from './serve.ts'
import { readSettings, settingsHelp } from './settings.ts'
import { addSiteAdd } from './site-add.ts'
import { addSiteList } from './site-list.ts'
import { addToken } from './token.ts'
import type { World } from './world.ts'

/** Runs `kakburk` with its arguments and resolves to the exit code: 0 done, 1 failed, 2 used wrongly. */
export const run = async (args: readonly string[], world: World): Promise<number> => {
  const say = (lines: string[]) => world.stderr.write(lines.map((line) => `kakburk: ${oneLine(line)}\n`).join(''))
  try {
    await makeProgram(world).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const wrongUse = readWrongUse(error)
    say(wrongUse === undefined ? describeFailure(error) : [`${wrongUse} (see kakburk --help)`])
    return wrongUse === undefined ? 1 : 2
  }
}

const makeProgram = (world: World): Command => {
  const program = new Command('kakburk')
    .description('A cookie-consent banner and the log behind it.')
    .version(version)
    .showSuggestionAfterError(false)
    .exitOverride()
    // Commander writes its complaints, and for a missing command the whole help, to stderr; `run` has its own one line.
    .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: () => {}, outputError: () => {} })
    .addHelpText('after', settingsHelp)
  const settings = readSettings(world.env)
  addServe(program, world, settings)
  const site = program.command('site').description('add a site or its next policy, and list the sites')
  addSiteAdd(site, world, settings)
  addSiteList(site, world, settings)
  addPolicyCheck(program.command('policy').description('work with policy files'), world)
  addToken(program, world, settings)
  addExport(program, world, settings)
  return program
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

/** What is wrong with the arguments or the environment; undefined for any other error. */
const readWrongUse = (error: unknown): string | undefined => {
  if (error instanceof ConsentProblem && error.code === 'range-invalid') return error.message
  if (!(error instanceof CommanderError)) return
  return error.code === 'commander.help' ? 'expected a command' : error.message.replace(/^error: /, '')
}

/** Lines for whoever ran the command: the faults of a document each on its own, anything else on one. */
const describeFailure = (error: unknown): string[] => {
  const problem = readStorageFailure(error) ?? error
  if (problem instanceof ConsentProblem && problem.faults.length > 0) return problem.faults.map((fault) => printFault(fault))
  return [problem instanceof Error ? problem.message : String(problem)]
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
