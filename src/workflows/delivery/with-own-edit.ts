import type { MedusaContainer } from "@medusajs/framework/types"
import type { Actor } from "../assignment/actor"
import { endOwnEdit, followOwnEdit } from "../order-edits/own-edit"
import { finishLocked, withAddressLock } from "./finish-delivery-change"
import { takeOverAddress } from "./follow-address"
import { checkOwner } from "./own-order"

type OwnChange<Begun> = {
  order_id: string
  /** The shopper whose order it is. */
  actor: Extract<Actor, { type: "shopper" }>
  /** Checks the change, and begins an order edit if it has a price. */
  begin: () => Promise<Begun>
  /** Stores the change in the delivery, which decides whether the edit is confirmed or canceled. */
  save: (begun: Begun) => Promise<void>
}

/**
 * Carries out a change of a placed order by its shopper, with an order edit if it has a price, while nobody else changes the
 * order's delivery. Ends an edit whose process died before.
 *
 * @throws not_found if the order is another shopper's; the errors of `begin` and `save`
 */
export async function withOwnEdit<Begun>(
  container: MedusaContainer,
  { order_id, actor, begin, save }: OwnChange<Begun>,
): Promise<void> {
  await checkOwner(container, order_id, actor.customer_id)
  const isEdited = await withAddressLock(container, order_id, async () => {
    await endOwnEdit(container, order_id)
    await takeOverAddress(container, order_id)
    const begun = await begin()
    let isConfirmed = false
    try {
      await save(begun)
    } finally {
      isConfirmed = await endOwnEdit(container, order_id, actor.customer_id)
    }
    await finishLocked(container, order_id)
    return isConfirmed
  })
  if (isEdited) {
    await followOwnEdit(container, order_id)
  }
}
