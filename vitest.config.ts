import { defineConfig } from 'vitest/config'

const conditions = ['kakburk-source', 'module', 'import', 'node', 'default']

/** What takes minutes and needs no browser: a command of its own, `pnpm soak`. */
const large = 'packages/server/src/bundle/large.test.ts'

/** Some minutes of pages that break the language: a command of its own, `pnpm test:hostile`. */
const hostile = ['e2e/hostile/{language,guard,files,storage}.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        ssr: { resolve: { conditions } },
        resolve: { conditions },
        test: {
          name: 'unit',
          environment: 'node',
          exclude: [large],
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
          testTimeout: 60_000,
          // Three browsers at once on two cores: what was late once is looked at again, and said so.
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
          include: ['packages/server/src/crash.test.ts', 'packages/server/src/routes/receipts-fuzzed.test.ts', large],
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
