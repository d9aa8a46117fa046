import { number, type Table } from './table.ts'

/** One of the figures that docs/performance.md says the log is held to. */
export type Figure = { what: string; value: number; aim: number; than: 'at least' | 'at most'; unit?: string; digits?: number }

const isMet = ({ value, aim, than }: Figure): boolean => (than === 'at least' ? value >= aim : value <= aim)

const measured = ({ value, unit = '', digits = 2 }: Figure): string => number(value, digits) + unit

const aimed = ({ aim, than, unit = '' }: Figure): string => `${than} ${aim}${unit}`

/** A figure in one line: `receipts/s, of bare node:http: 0.13, aim at least 0.55, missed`. */
export const printFigure = (figure: Figure): string =>
  `${figure.what}: ${measured(figure)}, aim ${aimed(figure)}, ${isMet(figure) ? 'met' : 'missed'}`

/** All figures, beside their aims. */
export const figureTable = (figures: readonly Figure[]): Table => ({
  title: 'Beside the aims',
  rows: figures.map((figure) => ({
    what: figure.what,
    measured: measured(figure),
    aim: aimed(figure),
    '': isMet(figure) ? 'met' : 'missed',
  })),
})
