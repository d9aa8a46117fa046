import { createApp, createSSRApp, defineAsyncComponent, defineComponent, h, nextTick, onMounted, ref } from 'vue'
import { VueShop } from './vue-shop.ts'

/** Everything that the tests ask of Vue on a page, as `window.app`. */
const app = {
  /** A shop from a template that is compiled on the page. */
  async start(place: Element, tracker: string) {
    const errors: string[] = []
    const lines: string[] = []
    const Item = defineComponent({
      props: { name: { type: String, required: true } },
      emits: ['gone'],
      template: '<li @click="$emit(\'gone\', name)">{{ name }} <img alt="" src="/picture.svg"></li>',
    })
    const made = createApp({
      components: {
        Item,
        Later: defineAsyncComponent(async () => ({ render: () => h('i', 'later') })),
      },
      setup() {
        const items = ref(['chair', 'table', 'lamp'])
        const name = ref('')
        const open = ref(true)
        const html = ref(`<b>bold</b><img alt="" src="/picture.svg?html"><iframe width="30" src="${tracker}/frame"></iframe>`)
        const film = ref(`${tracker}/frame?film`)
        const price = ref()
        onMounted(async () => {
          price.value = (await fetch('/data.json').then((answer) => answer.json())).price
        })
        return { items, name, open, html, film, price, lines }
      },
      template: `<section :data-price="price">
        <TransitionGroup tag="ul" name="list"><Item v-for="item in items" :key="item" :name="item" @gone="items = items.filter((other) => other !== $event)"/></TransitionGroup>
        <input v-model="name" @keydown.enter="items.unshift(name); name = ''"><button @click="items.reverse()">Turn</button><button class="close" @click="open = !open">Close</button>
        <Transition name="fade" @after-leave="lines.push('left')"><p v-if="open" class="box">open</p></Transition>
        <div v-html="html"></div><iframe v-if="open" :src="film" title="film"></iframe><img alt="" :src="film" v-show="open">
        <Teleport to="body"><aside>{{ items.length }} items</aside></Teleport>
        <KeepAlive><Later v-if="open"/></KeepAlive>
      </section>`,
    })
    made.config.errorHandler = (error) => void errors.push(String(error))
    made.config.warnHandler = (warning) => void errors.push(warning)
    made.mount(place)
    await nextTick()
    return { errors, lines, end: () => made.unmount(), settled: nextTick }
  },

  /** Takes over what a server has rendered. */
  hydrate(place: Element, tracker: string) {
    const warnings: string[] = []
    const made = createSSRApp(VueShop, { tracker })
    made.config.warnHandler = (warning) => void warnings.push(warning)
    made.mount(place)
    return warnings
  },
}

export type VueApp = typeof app

Object.assign(window, { app })
