import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Bundles an app of this folder as a shop would, for development or for production. */
export const bundle = async (name: string, mode: 'development' | 'production'): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('./apps', import.meta.url)),
    mode,
    resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' }, conditions: ['module', 'browser', mode] },
    define: {
      'process.env.NODE_ENV': JSON.stringify(mode),
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      minify: mode === 'production',
      lib: { entry: `${name}.ts`, formats: ['iife'], name: 'bundle', fileName: () => `${name}.js` },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error(`${name} was not bundled`)
  return output.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('')
}
