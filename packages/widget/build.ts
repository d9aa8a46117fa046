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
      compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_arrows: true },
      format: { comments: false },
    },
    lib: { entry: `src/${entry}`, formats: [format], name: 'kakburkGate', fileName: () => `${name}.js` },
    rolldownOptions: {
      output: { esModule: false, generatedCode: { symbols: false } },
      // Of the signals we use the core alone: one effect draws the dialog, and nothing else needs to be hooked into Preact.
      treeshake: { moduleSideEffects: (id) => !id.includes('/@preact/signals/') },
    },
  },
})

for (const [name, entry, format] of [
  ['gate', 'gate.ts', 'iife'],
  ['banner', 'banner.ts', 'es'],
  ['preferences', 'preferences.ts', 'es'],
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
