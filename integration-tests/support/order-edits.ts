import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ShopSuite } from "./shop-suite"

type Admin = { options: { headers: Record<string, string>; validateStatus: () => boolean } }
type Answer = { status: number; data: Record<string, unknown> }

export type EditOfLine = { quantity: number; unit_price?: number }

/** Medusa's order edits, as the admin's page makes them over HTTP. */
export function orderEdits(api: ShopSuite["api"], admin: () => Admin) {
  const post = (path: string, body: unknown = {}): Promise<Answer> => api.post(path, body, admin().options)
  const done = (answer: Answer): Answer => {
    if (answer.status !== 200) {
      throw new Error(`HTTP ${answer.status}: ${JSON.stringify(answer.data)}`)
    }
    return answer
  }
  const edits = {
    begin: (orderId: string) => post("/admin/order-edits", { order_id: orderId }),
    /** Leaves the edit without a change. */
    cancel: (orderId: string): Promise<Answer> =>
      api.delete(`/admin/order-edits/${orderId}`, admin().options),
    confirm: (orderId: string) => post(`/admin/order-edits/${orderId}/confirm`),
    change: (orderId: string, itemId: string, to: EditOfLine) =>
      post(`/admin/order-edits/${orderId}/items/item/${itemId}`, to),
    add: (orderId: string, variantId: string, quantity = 1) =>
      post(`/admin/order-edits/${orderId}/items`, { items: [{ variant_id: variantId, quantity }] }),
    /** A whole edit that changes one line. */
    async changeLine(orderId: string, itemId: string, to: EditOfLine): Promise<void> {
      done(await edits.begin(orderId))
      done(await edits.change(orderId, itemId, to))
      done(await edits.confirm(orderId))
    },
    /** A whole edit that adds one line. */
    async addLine(orderId: string, variantId: string, quantity = 1): Promise<void> {
      done(await edits.begin(orderId))
      done(await edits.add(orderId, variantId, quantity))
      done(await edits.confirm(orderId))
    },
  }
  return edits
}

/** The lines and the money of an order, as Medusa's admin shows them. */
export async function billOf(container: MedusaContainer, orderId: string) {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "total",
      "summary",
      "items.id",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
    ],
    filters: { id: orderId },
  })
  const [order] = data as unknown as {
    status: string
    total: number
    summary: { paid_total: number; refunded_total: number; pending_difference: number }
    items: { id: string; variant_id: string; quantity: number }[]
  }[]
  const { paid_total: paid, refunded_total: refunded, pending_difference: pending } = order.summary
  return {
    total: Number(order.total),
    paid: Number(paid),
    refunded: Number(refunded),
    pending: Number(pending),
    lines: order.items.map((item) => ({ ...item, quantity: Number(item.quantity) })),
  }
}
