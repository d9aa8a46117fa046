/** A box at the moment when its form is sent. */
export type Box = {
  checked: boolean
  /** The visitor has ticked or unticked it since it was answered last. */
  isTouched: boolean
  /** A yes to its purpose stands in this browser. */
  stands: boolean
  /** What is shown beside it. */
  text: string
}

/** What a box comes to: an answer, nothing new, or a mistake of the page because of which nothing is granted. */
export type Outcome = 'yes' | 'no' | 'nothing' | 'pre-ticked' | 'textless'

/**
 * Decides what a box says. Only a visitor's own hand makes an answer: a box that was ticked for them is no consent (CJEU C-673/17,
 * Planet49), and one that nobody has touched takes back nothing, since most forms begin with an empty box each time. Nobody
 * consents to what was not said.
 */
export const decideBox = ({ checked, isTouched, stands, text }: Box): Outcome => {
  if (!isTouched) return checked && !stands ? 'pre-ticked' : 'nothing'
  if (!checked) return 'no'
  return text === '' ? 'textless' : 'yes'
}
