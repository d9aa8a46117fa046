import { createApp } from 'vue'
import { Shop } from './Shop.tsx'

createApp(Shop).mount('#app')
