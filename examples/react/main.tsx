import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Shop } from './Shop.tsx'

createRoot(document.querySelector('#app') as Element).render(
  <StrictMode>
    <Shop />
  </StrictMode>,
)
