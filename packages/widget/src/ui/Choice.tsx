type ChoiceProps = { hook: 'accept' | 'reject' | 'save' | 'withdraw'; label: string; onClick?: () => void }

/**
 * One of the answers that a visitor can give. Accept and reject are this one component, with one set of styles that knows
 * nothing of which is which, so that no theme can make one of them weaker.
 */
export const Choice = ({ hook, label, onClick }: ChoiceProps) => (
  <button type="button" class="choice" data-kakburk={hook} onClick={onClick}>
    {label}
  </button>
)

/** Styles of every answer, on both layers: a grid, because a flexible box that is alone in its row would outgrow the others. */
export const choiceCss =
  '.choices{display:grid;grid:auto-flow 1fr/repeat(auto-fit,minmax(128px,1fr));gap:12px}' +
  '.choice{min-height:44px;padding:8px 12px;overflow-wrap:anywhere;border:2px solid var(--button-border);border-radius:var(--radius);background:var(--button);color:var(--button-text)}' +
  // Where there is no mouse, what was tapped stays hovered, and is no answer that looks like another for that.
  '@media(hover:hover){.choice:hover{text-decoration:underline}}'
