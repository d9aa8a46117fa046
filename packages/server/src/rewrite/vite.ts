import { createRewriter, type RewriterOptions } from './rewriter.ts'

type Html = { path: string }
type Asset = { type: 'asset'; fileName: string; source: string | Uint8Array }
type Bundle = Record<string, Asset | { type: 'chunk' }>

/** What Vite calls of a plug-in; named here so that a shop without Vite needs none. */
export type VitePlugin = {
  name: string
  transformIndexHtml: { order: 'post'; handler(html: string, page: Html): Promise<string> }
  generateBundle: { order: 'post'; handler(options: unknown, bundle: Bundle): Promise<void> }
}

/**
 * A plug-in of Vite that marks built pages, and those of the development server, as for a visitor who has not decided: one page for
 * all, from which the gate lets go what a visitor has granted. A page that cannot be marked fails the build.
 */
export const kakburk = (options: Pick<RewriterOptions, 'policy' | 'blocking' | 'report'>): VitePlugin => {
  const rewriter = createRewriter({ report: () => undefined, ...options })
  return {
    name: 'kakburk',
    transformIndexHtml: { order: 'post', handler: (html, { path }) => rewriter.markForAll(html, path) },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        // Pages that other plug-ins made. What is marked already stays as it is.
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
          const html = typeof file.source === 'string' ? file.source : new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.source)
          file.source = await rewriter.markForAll(html, `/${file.fileName}`)
        }
      },
    },
  }
}
