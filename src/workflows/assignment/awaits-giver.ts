import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { isGift } from "../../modules/delivery/order-limits"
import { deliveryOf } from "../delivery/of-order"
import { readBalance } from "../payment/order-payment/balance"

/** Whether the giver of an order still has to pay before a courier leaves with it. */
export async function awaitsGiver(container: MedusaContainer, orderId: string): Promise<boolean> {
  return (
    isGift(await deliveryOf(container, orderId)) && (await readBalance(container, orderId)).balance.due > 0
  )
}

/** @throws gift_unpaid, because a courier never asks a recipient for money */
export async function refuseUnpaidGift(container: MedusaContainer, orderId: string): Promise<void> {
  if (await awaitsGiver(container, orderId)) {
    throw shopError("gift_unpaid", "The giver has not paid yet. Record the cash when they pay at the shop.")
  }
}
