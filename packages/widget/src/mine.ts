/** Entry of "my choices": loaded when a visitor opens them. */
import { readOwn } from './receipt/own.ts'
import type { Delivered } from './site.ts'
import { type MineScreen, showMine as show } from './ui/showMine.ts'

/** Shows the visitor's own receipts in a place of the preferences. Rejects when they cannot be loaded. */
export const showMine = async (place: Element, screen: MineScreen, delivered: Delivered): Promise<void> => {
  const { load, deliver, address } = delivered
  const { answered } = await load<typeof import('./deliver.ts')>(deliver)
  const { said } = screen
  const boxes = said && (await load<typeof import('./boxes.ts')>(said.boxes))
  await boxes?.forgetOver(delivered)
  show(place, screen, { ...readOwn(address, answered), takeBack: (purpose) => said && boxes?.takeBack(purpose, said, delivered) })
}
