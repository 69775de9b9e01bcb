import type { BigNumberInput } from "@medusajs/framework/types"
import { ChangeActionType, MathBN, ReturnStatus } from "@medusajs/framework/utils"

type Kit = {
  inventory_item_id: string
  required_quantity: number
  inventory: { location_levels: ({ location_id: string } | null)[] | null } | null
}

/** A return as staff requested it. */
export type RequestedReturn = {
  id: string
  order_id: string
  location_id: string | null
  items: {
    id: string
    item_id: string
    quantity: BigNumberInput
    received_quantity: BigNumberInput | null
    damaged_quantity: BigNumberInput | null
    item: { variant: { manage_inventory: boolean; inventory_items: (Kit | null)[] | null } | null } | null
  }[]
}

/** What staff enter when they receive a return: pieces that can be sold again, and damaged ones. */
export type ReceivingAction = {
  action: string
  details: { reference_id?: string; quantity?: BigNumberInput } | null
}

const { RECEIVE_RETURN_ITEM, RECEIVE_DAMAGED_RETURN_ITEM } = ChangeActionType

const kitsOf = ({ items }: RequestedReturn) =>
  items.flatMap(({ item_id, item }) =>
    item?.variant?.manage_inventory
      ? (item.variant.inventory_items ?? []).flatMap((kit) => (kit ? { item_id, ...kit } : []))
      : [],
  )

const locationsOf = ({ inventory }: Kit) =>
  (inventory?.location_levels ?? []).flatMap((level) => level?.location_id ?? [])

/** Where the goods are put back: the location of the return, or else the first one that keeps them. */
export const locationOf = (requested: RequestedReturn): string | undefined =>
  requested.location_id ?? kitsOf(requested).flatMap(locationsOf).at(0)

/** Whether the location of the return keeps the flowers of at least one line, or no line has flowers in stock. */
export function isReceivable(requested: RequestedReturn): boolean {
  const kits = kitsOf(requested)
  const location = locationOf(requested)
  return !kits.length || kits.some((kit) => location && locationsOf(kit).includes(location))
}

const sumOf = (requested: string, actions: ReceivingAction[], ...kinds: string[]) =>
  actions
    .filter(({ action, details }) => kinds.includes(action) && details?.reference_id === requested)
    .reduce((sum, { details }) => MathBN.add(sum, details?.quantity ?? 0), MathBN.convert(0))

/** The pieces to put back into stock, summed over the lines: bouquets of one return may consist of the same flowers. */
export function piecesToPutBack(requested: RequestedReturn, actions: ReceivingAction[]) {
  const location_id = locationOf(requested)
  const pieces = new Map<string, ReturnType<typeof MathBN.convert>>()
  for (const kit of kitsOf(requested)) {
    const count = sumOf(kit.item_id, actions, RECEIVE_RETURN_ITEM)
    const isKept = location_id && locationsOf(kit).includes(location_id)
    if (isKept && MathBN.gt(count, 0)) {
      const { inventory_item_id: id, required_quantity } = kit
      pieces.set(id, MathBN.add(pieces.get(id) ?? 0, MathBN.mult(count, required_quantity)))
    }
  }
  return [...pieces].map(([inventory_item_id, adjustment]) => ({
    inventory_item_id,
    location_id: location_id ?? "",
    adjustment,
  }))
}

/** The return's lines and its status after the goods were received. Goods may be received in several parts. */
export function afterReceiving({ items }: RequestedReturn, actions: ReceivingAction[]) {
  const received = items.map(({ id, item_id, quantity, received_quantity, damaged_quantity }) => {
    const now = sumOf(item_id, actions, RECEIVE_RETURN_ITEM, RECEIVE_DAMAGED_RETURN_ITEM)
    const damaged = sumOf(item_id, actions, RECEIVE_DAMAGED_RETURN_ITEM)
    return {
      id,
      quantity,
      received_quantity: MathBN.add(received_quantity ?? 0, now),
      damaged_quantity: MathBN.add(damaged_quantity ?? 0, damaged),
    }
  })
  const isWhole = received.every(({ quantity, received_quantity: all }) => MathBN.eq(all, quantity))
  return {
    items: received.map(({ quantity: _quantity, ...item }) => item),
    status: isWhole ? ReturnStatus.RECEIVED : ReturnStatus.PARTIALLY_RECEIVED,
    received_at: isWhole ? new Date() : null,
  }
}
