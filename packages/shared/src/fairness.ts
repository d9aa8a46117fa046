import { leastEdgeContrast, leastTextContrast } from './look-faults.ts'
import type { Fault } from './problem.ts'

/** Something to press, as a browser drew it. Lengths are in CSS pixels. */
export type MeasuredControl = {
  /** Its `data-kakburk`, or what it is. */
  name: string
  left: number
  top: number
  width: number
  height: number
  /** Whether all of it is on the screen without scrolling. */
  inView: boolean
}

/** One of the two answers, as a browser drew it. */
export type MeasuredAnswer = MeasuredControl & {
  label: string
  /** Everything that decides how it looks, as computed. */
  style: Record<'font' | 'fontSize' | 'fontWeight' | 'text' | 'ground' | 'edge' | 'edgeWidth' | 'radius' | 'opacity' | 'decoration', string>
  /** Of its text to its ground, and of its ground or edge to what it stands on. */
  contrast: number
  edgeContrast: number
  /** Whether its words stay inside it. */
  fits: boolean
}

/** A layer, as a browser drew it. */
export type MeasuredLayer = {
  /** Everything to press but links in a sentence, in the order of the keyboard. */
  controls: MeasuredControl[]
  accept?: MeasuredAnswer
  reject?: MeasuredAnswer
  /** What is ticked or switched on although the visitor has not touched it. */
  ticked: string[]
  smallestText: number
  /** The share of the screen that it covers, from 0 to 1. */
  covered: number
}

/** Both layers in one language, scheme and size of screen, and how many clicks each answer took. */
export type Measurement = {
  language: string
  scheme: 'light' | 'dark'
  screen: { width: number; height: number }
  banner: MeasuredLayer
  preferences: MeasuredLayer
  clicks: { accept: number; reject: number }
}

/** What the drawn layers must keep to. WCAG 2.2 has the target; the others are ours. */
export const limits = {
  /** Pixels by which two answers may differ, for browsers round. */
  difference: 1,
  target: 24,
  text: 12,
  /** On a small screen, of less than 600 pixels, and on others. */
  coveredSmall: 0.7,
  covered: 0.5,
}

/** What is unfair about the layers as they were drawn; each fault has the measure that is wrong. */
export const findUnfair = (measured: Measurement): Fault[] => {
  const { language, scheme, screen, banner, preferences, clicks } = measured
  const most = screen.width < 600 ? limits.coveredSmall : limits.covered
  const place = (layer: string) => `${layer} in ${language}, ${scheme}, ${screen.width} × ${screen.height} px`
  return [
    ...inPlace(place('banner'), [
      ...judgeLayer(banner),
      ...(banner.covered > most
        ? [`expected at most ${percent(most)} of the screen to be covered, got ${percent(banner.covered)}; shorten the texts`]
        : []),
      ...judgeClicks(clicks),
    ]),
    ...inPlace(place('preferences'), judgeLayer(preferences)),
  ]
}

const inPlace = (path: string, messages: string[]): Fault[] => messages.map((message) => ({ path, message }))

const judgeLayer = ({ accept, reject, controls, ticked, smallestText }: MeasuredLayer): string[] => {
  if (!accept || !reject) return [`expected both answers, got ${accept ? 'accept alone' : reject ? 'reject alone' : 'neither'}`]
  return [
    ...judgePair(accept, reject),
    ...[accept, reject].flatMap((answer) => judgeAnswer(answer)),
    ...judgeOrder(controls.map(({ name }) => name)),
    ...controls
      .filter(({ width, height }) => Math.min(width, height) < limits.target)
      .map(({ name, width, height }) => `expected ${name} to be at least ${limits.target} px each way, got ${width} × ${height}`),
    ...ticked.map((name) => `expected nothing to be on before the visitor says so, got ${name}`),
    ...(smallestText < limits.text ? [`expected texts of at least ${limits.text} px, got ${smallestText}`] : []),
  ]
}

const judgePair = (accept: MeasuredAnswer, reject: MeasuredAnswer): string[] => [
  ...(['width', 'height'] as const)
    .filter((side) => Math.abs(accept[side] - reject[side]) > limits.difference)
    .map((side) => `expected accept and reject to have the same ${side}, got ${accept[side]} and ${reject[side]} px`),
  ...(Object.keys(accept.style) as (keyof MeasuredAnswer['style'])[])
    .filter((name) => accept.style[name] !== reject.style[name])
    .map((name) => `expected accept and reject to have the same ${name}, got "${accept.style[name]}" and "${reject.style[name]}"`),
  ...(Math.abs(accept.top - reject.top) > limits.difference && Math.abs(accept.left - reject.left) > limits.difference
    ? [`expected accept and reject side by side or one above the other, got ${printPlace(accept)} and ${printPlace(reject)}`]
    : []),
]

const printPlace = ({ left, top }: MeasuredControl): string => `${left}, ${top}`

const judgeAnswer = ({ name, contrast, edgeContrast, inView, fits, label }: MeasuredAnswer): string[] => [
  ...(contrast < leastTextContrast ? [`expected a contrast of at least ${leastTextContrast} in ${name}, got ${contrast}`] : []),
  ...(edgeContrast < leastEdgeContrast ? [`expected a contrast of at least ${leastEdgeContrast} around ${name}, got ${edgeContrast}`] : []),
  ...(inView ? [] : [`expected ${name} on the screen without scrolling; shorten the texts`]),
  ...(fits ? [] : [`expected the words of ${name} inside it, got "${label}"`]),
]

/** Nothing stands between the two but, in the preferences, what saves a choice. */
const judgeOrder = (names: string[]): string[] => {
  const [first = 0, last = 0] = [names.indexOf('accept'), names.indexOf('reject')].sort((a, b) => a - b)
  const between = names.slice(first + 1, last).filter((name) => name !== 'save')
  return between.length === 0 ? [] : [`expected accept and reject next to one another, got ${between.join(', ')} between them`]
}

const judgeClicks = (clicks: Measurement['clicks']): string[] =>
  (['accept', 'reject'] as const)
    .filter((name) => clicks[name] !== 1)
    .map((name) => `expected one click for ${name}, got ${clicks[name] === 0 ? 'none that answers' : clicks[name]}`)

const percent = (share: number): string => `${Math.round(share * 100)} %`
