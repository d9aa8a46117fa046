import { describe, expect, it } from 'vitest'
import { answer, held, open, order, prepare, shop, tracked, visitor, withTrackers } from './ground.ts'

prepare()

describe.each(held)('our tag, in %s mode', (mode) => {
  it.each([
    ['twice', () => ({ tag: shop.tag(mode) + shop.tag(mode) })],
    ['in the head and in the body', () => ({ body: shop.tag(mode) })],
    ['of another mode as well', () => ({ head: shop.tag(mode === 'strict' ? 'automatic' : 'strict') })],
    ['after a script that throws', () => ({ before: '<script>throw new Error("of the page")</script>' })],
    ['after a script that is no script', () => ({ before: '<script>}{</script>' })],
    [
      'after handlers that swallow errors',
      () => ({ before: '<script>window.onerror = () => true; onunhandledrejection = () => true</script>' }),
    ],
    ['after markup that ends the head', () => ({ before: '<p>early</p>' })],
    ['after a comment that looks like its end', () => ({ before: '<!-- --><!-- > -->' })],
  ])('stands %s: it holds once, asks once, and obeys once', async (_, page) => {
    await open(mode, withTrackers(page()))
    expect(tracked()).toEqual([])
    expect(await order()).toEqual(['one', 'inline', 'klarna'])
    expect(await visitor.page.locator('#kakburk').count()).toBe(1)
    // No policy of the guard is in force: images of strangers come, but in strict mode, where they wait.
    if (mode === 'automatic')
      expect(
        await visitor.page.evaluate(
          () =>
            new Promise((done) =>
              Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: window.at('bank', '/a.svg') }),
            ),
        ),
      ).toBe(true)
    await answer('accept')
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    await visitor.page.waitForTimeout(200)
    expect(tracked()).toHaveLength(2)
    expect(visitor.complaints.filter((text) => !/of the page|Unexpected token|status of 404/.test(text))).toEqual([])
  })
})
