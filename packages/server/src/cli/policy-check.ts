import { askedCategories, ConsentProblem, categories, type Policy, policyName } from '@kakburk/shared'
import type { Command } from 'commander'
import { checkFairness, type Fairness, printFairness } from '../fairness/check.ts'
import { notesOn } from './notes.ts'
import { jsonOption } from './options.ts'
import { readPolicyFile } from './policy-file.ts'
import { print } from './print.ts'
import type { World } from './world.ts'

type Options = { json?: true }

/** `kakburk policy check`: what a policy file says, or every fault of it. */
export const addPolicyCheck = (policy: Command, world: World): void => {
  policy
    .command('check')
    .argument('<file>', 'the policy file')
    .description('say what a policy file asks for, or what is wrong with it, a line for each fault')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((file: string, options: Options) => checkPolicy(file, options, world))
}

const examples = `
The exit code is 1 for a policy with faults. With a Chromium, Chrome or Edge on the PATH, or named in KAKBURK_BROWSER, the banner and
the preferences are drawn and measured, and an unfair policy is refused.

Examples:
  kakburk policy check policy.json
  kakburk policy check policy.json --json
`

const checkPolicy = async (file: string, { json }: Options, { stdout, env }: World): Promise<void> => {
  try {
    const policy = await readPolicyFile(file)
    const summary = await summarise(policy, await checkFairness(policy, env))
    await print(stdout, json ? `${JSON.stringify(summary)}\n` : printSummary(summary))
  } catch (error) {
    if (json && error instanceof ConsentProblem) await print(stdout, `${JSON.stringify({ faults: error.faults })}\n`)
    throw error
  }
}

type Summary = {
  site: string
  policy: string
  origins: string[]
  languages: string[]
  /** The ids of the services, by category. */
  services: Record<string, string[]>
  asked: string[]
  /** What the owner should know, although it is no fault. */
  notes: string[]
  /** What was measured of the layers, or why nothing was. */
  fairness: Fairness
}

const summarise = async (policy: Policy, fairness: Fairness): Promise<Summary> => {
  const idsOf = (category: string) => policy.services.filter((service) => service.category === category).map(({ id }) => id)
  return {
    site: policy.site,
    policy: await policyName(policy),
    origins: policy.origins,
    languages: policy.languages,
    services: Object.fromEntries(categories.map((category) => [category, idsOf(category)]).filter(([, ids]) => ids?.length)),
    asked: askedCategories(policy),
    notes: notesOn(policy),
    fairness,
  }
}

const printSummary = ({ site, policy, origins, languages, services, asked, notes, fairness }: Summary): string =>
  [
    `No faults. Site ${site}, policy ${policy}`,
    `Origins: ${origins.join(', ')}`,
    `Languages: ${languages.join(', ')}`,
    ...Object.entries(services).map(([category, ids]) => `Services, ${category}: ${ids.join(', ')}`),
    asked.length > 0 ? `Visitors will be asked about ${asked.join(', ')}.` : 'Visitors will be asked nothing: every service is necessary.',
    `${printFairness(fairness)}.`,
    ...notes.map((note) => `Note: ${note}.`),
    '',
  ].join('\n')
