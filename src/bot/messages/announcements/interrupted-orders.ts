import type { MedusaContainer } from "@medusajs/framework/types"
import { interruptedAndCanceled } from "../../../workflows/checkout/interrupted-orders"
import { optionsOf } from "../../../workflows/settings"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"

/**
 * Notifies the admin chat, once for each order, that an order was canceled because the shop had stopped while it placed
 * the order.
 */
export async function notifyOfInterruptedOrders(container: MedusaContainer, since: Date): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const interrupted = await interruptedAndCanceled(container, since)
  if (!interrupted.length) {
    return
  }
  const readers = await deskReaders(container)
  await enqueue(
    container,
    interrupted.flatMap(({ id, display_id: number }) =>
      readers.map(({ chatId, t }) => ({
        key: `interrupted:${id}:${chatId}`,
        chatId,
        orderId: id,
        screen: { text: t("notices.admin_interrupted", { number }) },
      })),
    ),
  )
}
