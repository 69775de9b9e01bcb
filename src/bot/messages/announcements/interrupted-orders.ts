import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { INTERRUPTED } from "../../../workflows/checkout/repair-half-order"
import { optionsOf } from "../../../workflows/settings"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"

type Canceled = { id: string; display_id: number; metadata: Record<string, unknown> | null }

/**
 * Notifies the admin chat, once for each order, that an order was canceled because the shop had stopped while it placed
 * the order.
 */
export async function notifyOfInterruptedOrders(container: MedusaContainer, since: Date): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "metadata"],
    filters: { status: "canceled", created_at: { $gt: since } },
  })
  const canceled: unknown[] = data
  const interrupted = (canceled as Canceled[]).filter(({ metadata }) => metadata?.[INTERRUPTED])
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
