import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const conditions = ['kakburk-source', 'module', 'import', 'node', 'default']

/** What takes minutes and needs no browser: a command of its own, `pnpm soak`. */
const large = 'packages/server/src/bundle/large.test.ts'

/** Some minutes of pages that break the language: a command of its own, `pnpm test:hostile`. */
const hostile = ['e2e/hostile/{language,guard,files,storage}.test.ts']

/** What takes more than a minute and a half, longest first. */
const long = [
  'essential',
  'axe',
  'frames',
  'robots',
  'blocking/chromium',
  'decision',
  'accessibility/pages',
  'blocking/webkit',
  'frameworks',
  'rewrite',
  'light',
  'fidelity',
]

/** Begins with what is long, so that no worker is left alone with it at the end. Vitest knows that only of files that it has run before. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return place < 0 ? long.length : place
    }
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        ssr: { resolve: { conditions } },
        resolve: { conditions },
        test: {
          name: 'unit',
          environment: 'node',
          exclude: [...configDefaults.exclude, large],
          include: [
            'packages/{shared,server}/src/**/*.test.ts',
            'packages/widget/src/**/*.test.ts',
            'examples/**/*.test.ts',
            'scripts/*.test.ts',
          ],
          // Some start whole programs, and CI has two cores.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { conditions: ['kakburk-source', 'module', 'browser', 'import', 'default'] },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['packages/widget/src/**/*.test.tsx'],
        },
      },
      {
        ssr: { resolve: { conditions } },
        resolve: { conditions },
        test: {
          name: 'browser',
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          exclude: hostile,
          // A worker loads what its files share once: no file leaves anything behind for the next.
          isolate: false,
          testTimeout: 60_000,
          // Four browsers at once on two cores: what was late once is looked at again, and said so.
          retry: 1,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 5_000 } },
        },
      },
      {
        ssr: { resolve: { conditions } },
        resolve: { conditions },
        test: {
          name: 'soak',
          environment: 'node',
          include: [
            'packages/server/src/crash.test.ts',
            'packages/server/src/routes/receipts-fuzzed.test.ts',
            'packages/server/src/verify/damage.test.ts',
            large,
          ],
          env: { KAKBURK_CRASHES: process.env.KAKBURK_CRASHES ?? '50', KAKBURK_RUNS: process.env.KAKBURK_RUNS ?? '2000' },
        },
      },
      {
        ssr: { resolve: { conditions } },
        resolve: { conditions },
        test: {
          name: 'hostile',
          environment: 'node',
          include: hostile,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 5_000 } },
        },
      },
    ],
  },
})
