/** The small control that stays on every page and opens the choice again. It comes with the gate, so it is drawn by hand. */
export const drawControl = (label: string): HTMLElement => {
  const control = document.createElement('button')
  control.className = 'control'
  control.dataset.kakburk = 'open'
  control.textContent = label
  return control
}
