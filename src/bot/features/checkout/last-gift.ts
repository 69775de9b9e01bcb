import { isGift } from "../../../modules/delivery/order-limits"
import type { ShopContext } from "../../runtime/context"
import { savedRecipients } from "../../ui/saved-addresses"
import type { OrderDelivery } from "../orders/order"
import { proceed } from "./proceed"
import { ownPhone } from "./recipient"
import { saveRecipient } from "./saved-place"

/** Keeps the recipient of a placed gift, so that a product card offers to order for this person again. */
export function keepLastGift({ session }: ShopContext, delivery: OrderDelivery | null): void {
  const { recipient_name: name, recipient_phone: phone, card_text } = delivery ?? {}
  if (isGift(delivery) && name && phone) {
    session.last_gift = { name, phone, without_card: card_text === null }
  }
}

/**
 * Fills in the recipient, the address and the sender's phone of the shopper's last gift, so that the next question is the slot.
 * After a gift without a greeting card the bot does not ask for one; other words fit only one occasion, so it asks for new ones.
 */
export async function fillLastGift(ctx: ShopContext): Promise<void> {
  const { last_gift: gift } = ctx.session
  const recipient = (await savedRecipients(ctx)).find(({ phone }) => phone === gift?.phone)
  if (!gift || !recipient) {
    ctx.session.last_gift = undefined
    return proceed(ctx, ctx.t("common.stale"))
  }
  const phone = await ownPhone(ctx)
  return saveRecipient(ctx, recipient, {
    method: "delivery",
    for_someone_else: true,
    ...(phone ? { giver_phone: phone } : {}),
    ...(gift.without_card ? { without_card: true } : {}),
  })
}
