import { silently } from '../quiet.ts'
import type { Host } from './host.ts'

/** The small control that stays on every page and opens the choice again. It comes with the gate, so it is drawn by hand. */
export const drawControl = ({ root }: Host, label: string): void => {
  if (root.querySelector('.control')) return
  const control = document.createElement('button')
  control.className = 'control'
  control.dataset.kakburk = 'open'
  control.textContent = label
  root.append(control)
}

/** Makes what listens to the focus of the page: what has it may lie in the corner behind the control (WCAG 2.2, 2.4.11), which goes to the other one. */
export const createMakeWay =
  ({ root }: Host) =>
  ({ target }: Event): void => {
    const control = root.querySelector('.control')
    if (!control) return
    silently(() => {
      control.className = 'control'
      const { x, y, width, height } = (target as Element).getBoundingClientRect()
      if (document.elementFromPoint(x + width / 2, y + height / 2) === root.host) control.className += ' aside'
    })
  }
