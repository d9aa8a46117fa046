/// <reference types="jquery" />
import type { Check } from '../essential/check.ts'

const withJquery = (file: string, name: string, body: string, run: () => unknown, gives: unknown): Check => ({
  name: `${file}: ${name}`,
  page: () => ({ head: `<script src="/${file}.js"></script>`, body }),
  run: ({ tab }) => tab.evaluate(run),
  gives,
})

/** The usual work of jQuery, of the version that lies in `file`. */
export const jqueryChecks = (file: 'jquery' | 'jquery3'): Check[] => [
  withJquery(
    file,
    'builds, moves, clones and removes',
    '<div id="place"></div>',
    () => {
      const heard: string[] = []
      const place = $('#place')
      place.append('<p class="a">one</p>', $('<p>', { class: 'b', text: 'two', data: { own: 1 } }), document.createElement('hr'))
      place.prepend('<img alt="" src="/picture.svg">').find('p').addClass('c').first().after('<i>after</i>').before('<u>before</u>')
      place.on('click', 'p', ({ currentTarget }) => void heard.push(currentTarget.className))
      $('.b').on('click', () => void heard.push('own'))
      const clone = $('.b').clone(true).appendTo(place).trigger('click')
      $('.a').wrap('<section></section>').replaceWith('<b>replaced</b>')
      $('hr').detach().insertBefore('.b:first')
      $('u').remove()
      place.find('i').text('<escaped>').attr({ title: 't', 'data-x': '5' }).css('color', 'rgb(1, 2, 3)')
      return [
        place.html(),
        heard,
        clone.data('own'),
        $('i').data('x'),
        $('i').css('color'),
        place.children().length,
        $('img').prop('src') === `${location.origin}/picture.svg`,
      ]
    },
    [
      '<img alt="" src="/picture.svg"><section><b>replaced</b></section><i title="t" data-x="5" style="color: rgb(1, 2, 3);">&lt;escaped&gt;</i><hr><p class="b c">two</p><p class="b c">two</p>',
      ['own', 'b c'],
      1,
      5,
      'rgb(1, 2, 3)',
      6,
      true,
    ],
  ),
  withJquery(
    file,
    'runs the scripts in what it writes, once and in order',
    '<div id="place"></div>',
    async () => {
      window.order = []
      $('#place').html(
        '<p>x</p><script>order.push("inline " + document.querySelectorAll("#place p").length)</script><script src="/one.js"></script><script>order.push("last")</script><script type="text/template">order.push("never")</script>',
      )
      for (let turn = 0; turn < 100 && window.order.length < 3; turn++) await new Promise((done) => setTimeout(done, 10))
      $('#place').append("<script>order.push('appended')</script>", $('<script>').text("order.push('made')"))
      $.globalEval("order.push('evaluated ' + (typeof evaluated)); var evaluated = 1")
      return [window.order, (window as { evaluated?: number }).evaluated, $('#place script').length]
    },
    [['inline 1', 'one', 'last', 'appended', 'made', 'evaluated undefined'], 1, 6],
  ),
  withJquery(
    file,
    'asks its server in every way',
    '<div id="place"></div><form id="form"><input name="a" value="1 2"><input type="checkbox" name="b" checked></form>',
    async () => {
      const seen: string[] = []
      $(document).on('ajaxSend ajaxSuccess ajaxError ajaxStop', ({ type }) => void seen.push(type))
      $.ajaxSetup({ headers: { 'X-CSRF-Token': 'token' } })
      const got = await $.getJSON('/api/echo', { q: 'å' })
      const posted = await $.post('/api/echo', $('#form').serialize())
      const json = await $.ajax({
        url: '/api/echo',
        method: 'PUT',
        contentType: 'application/json',
        data: JSON.stringify({ a: 1 }),
        dataType: 'json',
      })
      const missing = await new Promise((done) => $.ajax('/api/status?404').fail(({ status }, text) => done([status, text])))
      window.order = []
      await $.getScript('/one.js')
      const form = new FormData()
      form.append('file', new Blob(['x']), 'x.txt')
      const upload = await $.ajax({ url: '/api/echo', method: 'POST', data: form, processData: false, contentType: false })
      const loaded = await new Promise((done) => $('#place').load('/fragment.html', (_, status) => done(status)))
      const whole = $('#place').html().trim()
      await new Promise((done) => $('#place').load('/fragment.html #second', { posted: 1 }, done))
      return [
        [got.method, got.query, got.csrf, got.by],
        [posted.body, posted.type.split(';')[0]],
        [json.method, json.body],
        missing,
        window.order,
        upload.type.split(';')[0],
        loaded,
        whole,
        $('#place').html(),
        seen.filter((type) => type === 'ajaxError').length,
        seen.includes('ajaxStop'),
      ]
    },
    [
      ['GET', 'q=%C3%A5', 'token', 'XMLHttpRequest'],
      ['a=1+2&b=on', 'application/x-www-form-urlencoded'],
      ['PUT', '{"a":1}'],
      [404, 'error'],
      ['one', 'in the fragment'],
      'multipart/form-data',
      'success',
      '<p id="first">first</p><p id="second">second</p><script>order.push(\'in the fragment\')</script>',
      '<p id="second">second</p>',
      1,
      true,
    ],
  ),
  withJquery(
    file,
    'hears events and waits for what moves',
    '<button id="b">b</button><div id="box">box</div><script>ready = []; $(() => ready.push("ready")); $(window).on("load", () => ready.push("load"))</script>',
    async () => {
      const heard: unknown[] = []
      $('#b').on('click.own', { given: 1 }, ({ data, namespace }, extra) => void heard.push([data.given, namespace, extra]))
      $('#b').trigger('click', ['extra']).off('.own').trigger('click')
      $('#b')
        .one('mouseenter', () => void heard.push('once'))
        .trigger('mouseenter')
        .trigger('mouseenter')
      await $('#box').fadeOut(30).promise()
      const hidden = $('#box').is(':hidden')
      await $('#box').show().animate({ width: 50 }, 30).promise()
      const deferred = $.Deferred()
      setTimeout(() => deferred.resolve('done'), 10)
      return [heard, hidden, $('#box').width(), await deferred, (window as unknown as { ready: string[] }).ready.sort()]
    },
    [[[1, '', 'extra'], 'once'], true, 50, 'done', ['load', 'ready']],
  ),
  withJquery(
    file,
    'writes what waits for a yes without an error, and reads it back',
    '<div id="place"></div>',
    async () => {
      const script = window.at('tracker', '/a.js')
      $('#place').html(
        `<iframe title="film" src="${window.at('tracker', '/frame')}"></iframe><img alt="" src="${window.at('tracker', '/a.svg')}"><p>x</p>`,
      )
      $('body').append(`<script src="${script}"></script>`)
      $('<script>').attr('src', script).appendTo('head')
      $('<img alt="">').attr('src', window.at('tracker', '/a.svg')).appendTo('#place')
      $('#place').clone().appendTo('body').find('iframe').remove()
      await new Promise((done) => setTimeout(done, 100))
      return [
        $('#place')
          .children()
          .map((_, element) => element.localName)
          .get(),
        $('#place iframe').attr('src') === window.at('tracker', '/frame'),
        $('#place img')
          .map((_, image) => new URL((image as HTMLImageElement).src).pathname)
          .get(),
        $('body > div').length >= 2,
      ]
    },
    [['iframe', 'img', 'p', 'img'], true, ['/a.svg', '/a.svg', '/a.svg', '/a.svg'], true],
  ),
]
