import { defineComponent, h, ref } from 'vue'

/** A shop that a server renders and a page takes over, with a film and a picture of a tracker. */
export const VueShop = defineComponent({
  props: { tracker: { type: String, required: true } },
  setup(props) {
    const count = ref(1)
    return () =>
      h('section', { class: 'shop' }, [
        h('button', { onClick: () => count.value++ }, `${count.value} items`),
        h('img', { src: '/picture.svg', alt: 'own' }),
        h('iframe', { src: `${props.tracker}/frame`, title: 'film', width: 320, height: 180 }),
        h('img', { src: `${props.tracker}/a.svg`, alt: 'of a tracker', style: { width: '9px' } }),
        h('p', { innerHTML: `<b>bold</b><iframe src="${props.tracker}/frame?inner"></iframe>` }),
      ])
  },
})
