import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import { scarceItems, STOCK_FIELDS, type DemandLine, type StockedVariant } from "../rules/stock-demand"

type Line = {
  title: string
  product_title: string | null
  variant_id: string | null
  quantity: number
  metadata: Record<string, unknown> | null
}
type OldOrder = { id: string; customer_id: string | null; locale: string | null; items: Line[] }
type Offered = StockedVariant & { product?: { status?: string | null } | null }

export type SkippedLine = { title: string; reason: "gone" | "out_of_stock" }
type RepeatedItem = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

/** Line after line: what is still sold, and of which there is enough beside the lines before it. */
function chooseLines(lines: Line[], variants: Map<string, Offered>, salesChannelId: string) {
  const items: RepeatedItem[] = []
  const skipped: SkippedLine[] = []
  const demand: DemandLine[] = []
  for (const line of lines) {
    const variant = variants.get(line.variant_id ?? "")
    const title = line.product_title ?? line.title
    const quantity = Number(line.quantity)
    if (variant?.product?.status !== "published") {
      skipped.push({ title, reason: "gone" })
    } else if (scarceItems([...demand, { variant, quantity }], salesChannelId).length) {
      skipped.push({ title, reason: "out_of_stock" })
    } else {
      demand.push({ variant, quantity })
      items.push({ variant_id: variant.id, quantity, ...(line.metadata ? { metadata: line.metadata } : {}) })
    }
  }
  return { items, skipped }
}

/** What of an old order can be had today. Throws order_not_found unless it is this customer's. */
export const planRepeatStep = createStep(
  "plan-repeat",
  async (input: { order_id: string; customer_id: string; sales_channel_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const orders = await query.graph({
      entity: "order",
      fields: [
        "id",
        "customer_id",
        "locale",
        // A line's quantity is told only with the whole line.
        "items.*",
      ],
      filters: { id: input.order_id },
    })
    const [found]: unknown[] = orders.data
    const order = found as OldOrder | undefined
    if (!order || order.customer_id !== input.customer_id) {
      throw shopError("order_not_found", "There is no such order.", MedusaError.Types.NOT_FOUND)
    }
    const ids = order.items.map((line) => line.variant_id).filter((id) => id !== null)
    const { data } = await query.graph({
      entity: "variant",
      fields: [...STOCK_FIELDS, "product.status"],
      filters: { id: ids },
    })
    const offered = data as unknown[] as Offered[]
    const variants = new Map(offered.map((variant) => [variant.id, variant]))
    const { items, skipped } = chooseLines(order.items, variants, input.sales_channel_id)
    return new StepResponse({ locale: order.locale, items, skipped })
  },
)
