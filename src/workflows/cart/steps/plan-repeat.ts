import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { readDemand } from "../../../medusa-sql/demand"
import { readStock } from "../../hold/read-stock"
import { demandOf, planHold, type ItemStock, type LineDemand } from "../../hold/rules"

type Line = {
  title: string
  product_title: string | null
  variant_id: string | null
  quantity: number
  metadata: Record<string, unknown> | null
}
type OldOrder = { id: string; customer_id: string | null; locale: string | null; items: Line[] }

export type SkippedLine = { title: string; reason: "gone" | "out_of_stock" | "reserved_for_now" }
type RepeatedItem = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

/** The shop's current data for the lines of the old order. */
type Shop = { offered: Set<string>; demand: LineDemand[]; stock: ItemStock[] }

/**
 * Chooses lines in order. A line is chosen if its variant is still sold and its stock suffices in addition to
 * the lines chosen before.
 */
function chooseLines(lines: Line[], { offered, demand, stock }: Shop) {
  const items: RepeatedItem[] = []
  const skipped: SkippedLine[] = []
  const chosen: LineDemand[] = []
  for (const line of lines) {
    const { variant_id: id, quantity } = line
    const title = line.product_title ?? line.title
    if (!id || !offered.has(id)) {
      skipped.push({ title, reason: "gone" })
      continue
    }
    const more = demand.filter((one) => one.variant_id === id)
    const wish = [...chosen, ...more.map((one) => ({ ...one, quantity: Number(quantity) }))]
    const plan = planHold({ before: new Map(), after: demandOf(wish) }, stock, "all")
    if (plan.refusal) {
      skipped.push({ title, reason: plan.refusal.code })
    } else {
      chosen.splice(0, chosen.length, ...wish)
      items.push({
        variant_id: id,
        quantity: Number(quantity),
        ...(line.metadata ? { metadata: line.metadata } : {}),
      })
    }
  }
  return { items, skipped }
}

/**
 * Plans which lines of an old order can be ordered again.
 *
 * @throws order_not_found unless the order belongs to the customer
 */
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
        // Medusa computes the quantity only if all fields of a line are requested.
        "items.*",
      ],
      filters: { id: input.order_id },
    })
    const [found]: unknown[] = orders.data
    const order = found as OldOrder | undefined
    if (!order || order.customer_id !== input.customer_id) {
      throw shopError("order_not_found", "There is no such order.", MedusaError.Types.NOT_FOUND)
    }
    const ids = [...new Set(order.items.flatMap((line) => line.variant_id ?? []))]
    const { data } = await query.graph({
      entity: "variant",
      fields: ["id", "product.status"],
      filters: { id: ids },
    })
    const offered = data.filter(({ product }) => product?.status === "published").map(({ id }) => id)
    const demand = await readDemand(
      container,
      "",
      ids.map((variant_id) => ({ variant_id, quantity: 1 })),
    )
    const itemIds = [...new Set(demand.map((one) => one.inventory_item_id))]
    const { sales_channel_id } = input
    const stock = await readStock(container, null, itemIds, { sales_channel_id })
    const { items, skipped } = chooseLines(order.items, { offered: new Set(offered), demand, stock })
    return new StepResponse({ locale: order.locale, items, skipped })
  },
)
