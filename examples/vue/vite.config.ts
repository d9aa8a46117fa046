import { defineConfig } from 'vite'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'vue' } },
  build: { assetsInlineLimit: 0, emptyOutDir: true },
})
