import { extname } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts the module that lies at `path` beside `base` (`import.meta.url`, and without an extension) as a thread of its own. */
export const startThread = (base: string, path: string, options: WorkerOptions = {}): Worker => {
  const extension = extname(base)
  const { href } = new URL(`${path}${extension}`, base)
  if (extension === '.js') return new Worker(new URL(href), options)
  // Run from its sources, as by tests: tsx reads them, but starts in no thread by itself.
  const start = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(href)}) })`
  return new Worker(start, { ...options, eval: true, execArgv: ['--conditions', 'kakburk-source'] })
}
