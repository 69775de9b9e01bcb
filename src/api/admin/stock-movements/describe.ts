import type { NamedMovement } from "../../../workflows/stock/names"

/** A movement as the Admin API answers it. The value is only for the roles that see money. */
export const describeMovement = (
  { is_explained, quantity, stock_after, value, ...movement }: NamedMovement,
  withMoney: boolean,
) => ({
  ...movement,
  is_explained,
  quantity: Number(quantity),
  stock_after: Number(stock_after),
  ...(withMoney ? { value: Number(value) } : {}),
})
