import { describe, expect, it } from 'vitest'
import { shopHosts } from './hosts.ts'
import { createVisitor } from './testing.ts'

const tag = '<script src="http://localhost:4870/s/app-shop/gate.js"></script>'

describe.each([shopHosts.react, shopHosts.vue])('%s', (host) => {
  const visitor = createVisitor(host, { tags: { 'app-shop': tag }, panel: false })

  it('answers every route with its one page, the tag first in its head', async () => {
    for (const path of ['/', '/tur/sarek', '/om']) {
      expect(await visitor.text(path)).toMatch(/^<!doctype html>\s*<html lang="sv">\s*<head>\s*<script src="http:\/\/localhost:4870\//)
    }
  })

  it('serves what the page loads, and no other file', async () => {
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await visitor.text('/')) ?? []
    const answer = await visitor.get(script)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await answer.text()).toContain('everything counts as refused')
    expect(await visitor.text('/assets/..%2f..%2fpackage.json')).toMatch(/^<!doctype html>/)
    expect((await visitor.get('/assets/nothing.js')).status).toBe(404)
  })
})
