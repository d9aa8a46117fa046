/** Entry of the measure: runs on no visitor's page, but where a policy is looked at before it is published. */
import { contrastOf, type MeasuredAnswer, type MeasuredControl, type MeasuredLayer } from '@kakburk/shared'

/** Measures a layer as this browser has drawn it. */
export const measureLayer = (layer: Element): MeasuredLayer => {
  // The banner's first frame is not what a visitor sees.
  for (const animation of layer.getAnimations()) animation.finish()
  const controls = [...layer.querySelectorAll<HTMLElement>('button,input,summary,select')].filter((control) => control.checkVisibility())
  const find = (hook: string) => controls.filter((control) => control.dataset.kakburk === hook)
  const answers = Object.fromEntries(
    (['accept', 'reject'] as const).flatMap((hook) => {
      const [answer, ...more] = find(hook)
      return answer && more.length === 0 ? [[hook, measureAnswer(answer)]] : []
    }),
  )
  const { left, top, right, bottom } = layer.getBoundingClientRect()
  const [width, height] = [innerWidth, innerHeight]
  const shown = [Math.min(right, width) - Math.max(left, 0), Math.min(bottom, height) - Math.max(top, 0)]
  return {
    controls: controls.map(measureControl),
    ...answers,
    ticked: controls.filter((control) => control.matches(':checked,:indeterminate,[aria-checked=true]')).map(nameOf),
    smallestText: Math.min(...textsIn(layer).map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
    covered: round(shown.reduce((area, side) => area * Math.max(side, 0), 1) / (width * height), 100),
  }
}

const measureControl = (control: HTMLElement): MeasuredControl => {
  const { left, top, width, height } = control.getBoundingClientRect()
  return {
    name: nameOf(control),
    left: round(left),
    top: round(top),
    width: round(width),
    height: round(height),
    inView: isInView(control),
  }
}

const measureAnswer = (answer: HTMLElement): MeasuredAnswer => {
  const style = getComputedStyle(answer)
  const ground = groundOf(answer)
  const around = groundOf(answer.parentElement)
  const edge = Number.parseFloat(style.borderTopWidth) >= 1 ? readColour(style.borderTopColor) : ground
  return {
    ...measureControl(answer),
    label: answer.textContent ?? '',
    style: {
      font: style.fontFamily,
      fontSize: style.fontSize,
      fontWeight: style.fontWeight,
      text: style.color,
      ground,
      edge,
      edgeWidth: style.borderTopWidth,
      radius: style.borderTopLeftRadius,
      opacity: String(opacityOf(answer)),
      decoration: style.textDecorationLine,
    },
    contrast: floor(contrastOf(readColour(style.color), ground)),
    edgeContrast: floor(Math.max(contrastOf(ground, around), contrastOf(edge, around))),
    fits: answer.scrollWidth <= answer.clientWidth && answer.scrollHeight <= answer.clientHeight,
  }
}

const nameOf = ({ dataset, className, localName }: HTMLElement): string =>
  dataset.kakburk ?? dataset.service ?? dataset.category ?? (className || localName)

/** Whether a click in each corner and in the middle would meet it: nothing of a layer or of a screen cuts it off. */
const isInView = (control: HTMLElement): boolean => {
  const { left, top, right, bottom } = control.getBoundingClientRect()
  const root = control.getRootNode() as Document | ShadowRoot
  return (
    left >= 0 &&
    top >= 0 &&
    right <= innerWidth &&
    bottom <= innerHeight &&
    [top + 4, bottom - 4].every((y) => control.contains(root.elementFromPoint((left + right) / 2, y)))
  )
}

const opacityOf = (element: Element | null): number =>
  element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1

/** The colour on which something stands: its own, or of the nearest that has one. */
const groundOf = (element: Element | null): string => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor
    if (!/, 0\)$|transparent/.test(colour)) return readColour(colour)
  }
  return '#ffffff'
}

/** `rgb(26, 43, 60)` as `#1a2b3c`. */
const readColour = (colour: string): string =>
  `#${(colour.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`

const textsIn = (layer: Element): Element[] =>
  [...layer.querySelectorAll('*')].filter(
    (element) =>
      element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
  )

const round = (value: number, parts = 10): number => Math.round(value * parts) / parts

/** Rounded down, so that 4.49 does not pass for 4.5. */
const floor = (value: number): number => Math.floor(value * 100) / 100
