/** Builds what runs on a page (`gate`, `banner`, `preferences`, `deliver`) and what compiles a policy for it (`compile`). */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

const base: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'process.env.NODE_ENV': '"production"' },
}

/** One file for pages: an IIFE for the tag that is pasted, modules for what it loads. Each stands alone, so that one request brings it. */
const forPages = (name: string, entry: string, format: 'iife' | 'es'): InlineConfig => ({
  ...base,
  resolve: { conditions: ['kakburk-source', 'module', 'browser', 'production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    minify: true,
    lib: { entry: `src/${entry}`, formats: [format], name: 'kakburkGate', fileName: () => `${name}.js` },
    // A library's modules would keep their white space, for other bundlers to read; these go straight to browsers.
    rolldownOptions: {
      output: { minify: true, esModule: false },
      // Signals bring Preact's hooks along for functions that nothing here calls.
      treeshake: { moduleSideEffects: (id) => !id.includes('/preact/hooks/') },
    },
  },
})

for (const [name, entry, format] of [
  ['gate', 'gate.ts', 'iife'],
  ['banner', 'banner.ts', 'es'],
  ['preferences', 'preferences.tsx', 'es'],
  ['deliver', 'deliver.ts', 'es'],
] as const) {
  await build(forPages(name, entry, format))
}

await build({
  ...base,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    lib: { entry: 'src/compile.tsx', formats: ['es'], fileName: () => 'compile.js' },
  },
})
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
