import { describe, expect, it } from 'vitest'
import { findUnfairLabels } from './fair-labels.ts'
import { findUnfair, type MeasuredAnswer, type MeasuredLayer, type Measurement } from './fairness.ts'
import { printFault } from './parse.ts'

const answer = (name: string, left: number, differing: Partial<MeasuredAnswer> = {}): MeasuredAnswer => ({
  name,
  label: name,
  left,
  top: 700,
  width: 200,
  height: 44,
  inView: true,
  fits: true,
  contrast: 17,
  edgeContrast: 17,
  style: {
    font: 'system-ui',
    fontSize: '15px',
    fontWeight: '600',
    text: 'rgb(255, 255, 255)',
    ground: '#1c1c1c',
    edge: '#1c1c1c',
    edgeWidth: '2px',
    radius: '8px',
    opacity: '1',
    decoration: 'none',
  },
  ...differing,
})

const settings = { name: 'settings', left: 300, top: 750, width: 100, height: 32, inView: true }

const layer = (differing: Partial<MeasuredLayer> = {}): MeasuredLayer => {
  const [reject, accept] = [differing.reject ?? answer('reject', 100), differing.accept ?? answer('accept', 312)]
  return { controls: [reject, accept, settings], reject, accept, ticked: [], smallestText: 15, covered: 0.2, ...differing }
}

const measurement = (differing: Partial<Measurement> = {}): Measurement => ({
  language: 'sv',
  scheme: 'light',
  screen: { width: 1280, height: 800 },
  banner: layer(),
  preferences: layer(),
  clicks: { accept: 1, reject: 1 },
  ...differing,
})

const styled = (style: Partial<MeasuredAnswer['style']>) => answer('reject', 100, { style: { ...answer('', 0).style, ...style } })

describe('layers', () => {
  it('are fair when both answers are alike', () => {
    expect(findUnfair(measurement())).toEqual([])
  })
  it('may have one answer above the other, a pixel apart, and what saves a choice between them', () => {
    const stacked = layer({ accept: answer('accept', 100, { top: 752, width: 200.8 }) })
    expect(findUnfair(measurement({ banner: stacked }))).toEqual([])
    const [reject, accept] = [answer('reject', 100), answer('accept', 312)]
    expect(findUnfair(measurement({ preferences: layer({ controls: [reject, { ...settings, name: 'save' }, accept] }) }))).toEqual([])
  })

  it.each<[string, Partial<MeasuredLayer>]>([
    ['expected both answers, got accept alone', { reject: undefined as never }],
    ['expected accept and reject to have the same width, got 200 and 150 px', { reject: answer('reject', 100, { width: 150 }) }],
    ['expected accept and reject to have the same height, got 44 and 36 px', { reject: answer('reject', 100, { height: 36 }) }],
    ['expected accept and reject to have the same fontSize, got "15px" and "12px"', { reject: styled({ fontSize: '12px' }) }],
    ['expected accept and reject to have the same fontWeight, got "600" and "400"', { reject: styled({ fontWeight: '400' }) }],
    ['expected accept and reject to have the same ground, got "#1c1c1c" and "#ffffff"', { reject: styled({ ground: '#ffffff' }) }],
    ['expected accept and reject to have the same opacity, got "1" and "0.5"', { reject: styled({ opacity: '0.5' }) }],
    [
      'expected accept and reject side by side or one above the other, got 312, 700 and 100, 760',
      { reject: answer('reject', 100, { top: 760 }) },
    ],
    ['expected a contrast of at least 4.5 in reject, got 4.4', { reject: answer('reject', 100, { contrast: 4.4 }) }],
    ['expected a contrast of at least 3 around reject, got 1.2', { reject: answer('reject', 100, { edgeContrast: 1.2 }) }],
    ['expected reject on the screen without scrolling; shorten the texts', { reject: answer('reject', 100, { inView: false }) }],
    ['expected the words of reject inside it, got "reject"', { reject: answer('reject', 100, { fits: false }) }],
    [
      'expected accept and reject next to one another, got settings between them',
      { controls: [answer('reject', 100), settings, answer('accept', 312)] },
    ],
    [
      'expected settings to be at least 24 px each way, got 100 × 20',
      { controls: [answer('reject', 100), answer('accept', 312), { ...settings, height: 20 }] },
    ],
    ['expected nothing to be on before the visitor says so, got analytics', { ticked: ['analytics'] }],
    ['expected texts of at least 12 px, got 9', { smallestText: 9 }],
  ])('are unfair: %s', (message, differing) => {
    const changed = 'reject' in differing && !differing.reject ? withoutReject : layer(differing)
    expect(findUnfair(measurement({ banner: changed })).map(printFault)).toEqual([`banner in sv, light, 1280 × 800 px: ${message}`])
    expect(findUnfair(measurement({ preferences: changed })).map(printFault)).toEqual([
      `preferences in sv, light, 1280 × 800 px: ${message}`,
    ])
  })

  it('leave the page in sight, more of it on a large screen', () => {
    const covering = measurement({ banner: layer({ covered: 0.6 }) })
    expect(findUnfair(covering).map(({ message }) => message)).toEqual([
      'expected at most 50 % of the screen to be covered, got 60 %; shorten the texts',
    ])
    const small = { width: 360, height: 740 }
    expect(findUnfair({ ...covering, screen: small })).toEqual([])
    expect(findUnfair(measurement({ screen: small, banner: layer({ covered: 0.71 }) }))).toHaveLength(1)
    expect(findUnfair(measurement({ preferences: layer({ covered: 0.9 }) }))).toEqual([])
  })
  it('take one click for each answer', () => {
    expect(findUnfair(measurement({ clicks: { accept: 1, reject: 2 } })).map(({ message }) => message)).toEqual([
      'expected one click for reject, got 2',
    ])
    expect(findUnfair(measurement({ clicks: { accept: 0, reject: 1 } })).map(({ message }) => message)).toEqual([
      'expected one click for accept, got none that answers',
    ])
  })
})

const { reject: _, ...withoutReject } = layer()

describe('labels', () => {
  it.each([
    ['Godkänn alla', 'Neka alla'],
    ['Ja', 'Nej'],
    ['קבלה', 'דחייה'],
  ])('%s and %s are fair', (accept, reject) => {
    expect(findUnfairLabels({ accept, reject }, 'texts.sv')).toEqual([])
  })
  it.each<[string, string, string]>([
    ['Godkänn alla', 'x', 'texts.sv.reject: expected a word of at least 2 letters'],
    ['✓', 'Nej tack', 'texts.sv.accept: expected a word of at least 2 letters'],
    ['Okej', ' okej', 'texts.sv.reject: expected another word than on accept, got " okej" on both'],
    [
      'Ja tack, godkänn alla kakor nu',
      'Neka',
      'texts.sv.accept: expected at most 2.5 times as many letters as in texts.sv.reject, so that both answers weigh the same, got 24 to 4',
    ],
    [
      'Ja',
      'Nej, jag vill inte ha det bättre',
      'texts.sv.reject: expected at most 2.5 times as many letters as in texts.sv.accept, so that both answers weigh the same, got 25 to 2',
    ],
  ])('%s and %s are not', (accept, reject, fault) => {
    expect(findUnfairLabels({ accept, reject }, 'texts.sv').map(printFault)).toEqual([fault])
  })
})
