/** The small control that stays on every page and opens the choice again. */
export const Control = ({ label }: { label: string }) => (
  <button type="button" class="control" data-kakburk="open">
    {label}
  </button>
)
