/** Builds what runs on a page (a gate for each mode, a file for each vendor, and what the gate loads) what an app imports (`index`), and what compiles a policy for it (`compile`). */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import { vendorFiles, vendorGlobal } from './src/compile/told.ts'

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
const forPages = (name: string, entry: string, globalName = ''): InlineConfig => ({
  ...base,
  // The classic transform is the smaller one; in everything else the two are alike.
  oxc: { jsx: { runtime: 'classic', pragma: 'h' }, ...(name === 'preferences' && { jsxInject: "import { h } from 'preact'" }) },
  resolve: { conditions: ['kakburk-source', 'module', 'browser', 'production'], dedupe: ['preact'] },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      compress: { passes: 10, pure_getters: true, keep_fargs: false, unsafe_arrows: true, lhs_constants: false },
      format: { comments: false },
      // Vite asks for a way around a fault of Safari 10, which costs 50 bytes.
      safari10: false,
    },
    lib: { entry: `src/${entry}`, formats: [globalName ? 'iife' : 'es'], name: globalName, fileName: () => `${name}.js` },
    rolldownOptions: {
      output: { esModule: false, generatedCode: { symbols: false } },
      // Of the signals we use the core alone: one effect draws the dialog, and nothing else needs to be hooked into Preact.
      treeshake: { moduleSideEffects: (id) => !id.includes('/@preact/signals/') },
    },
  },
})

// The last two for policies that know of storage keys.
for (const mode of ['marked', 'automatic', 'strict', 'automatic.storage', 'strict.storage'])
  await build(forPages(`gate.${mode}`, `gate.${mode}.ts`, 'kakburkGate'))
for (const name of vendorFiles) await build(forPages(`vendor.${name}`, `gate/vendors/${name}.ts`, vendorGlobal(name)))
for (const [name, entry] of [
  ['banner', 'banner.ts'],
  ['preferences', 'preferences.ts'],
  ['placeholder', 'placeholder.ts'],
  ['choose', 'choose.ts'],
  ['deliver', 'deliver.ts'],
  ['history', 'history.ts'],
  ['mine', 'mine.ts'],
  ['boxes', 'boxes.ts'],
  ['declaration', 'declaration.ts'],
  ['note', 'note.ts'],
  ['explain', 'explain.ts'],
  ['check', 'check.ts'],
  ['show', 'show.ts'],
] as const) {
  await build(forPages(name, entry))
}
await build(forPages('measure', 'measure.ts', 'kakburkMeasure'))

// What apps import, which their own bundler makes small; readable, for who looks into it.
await build({
  ...base,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    target: 'es2022',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
  },
})

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
