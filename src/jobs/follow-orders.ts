import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { errorCode } from "../lib/errors"
import { cancelOrderWorkflow } from "../workflows/assignment/cancel-order"
import { offerPaidOrder } from "../workflows/assignment/offer-paid-order"
import { sweepOrderChanges } from "../workflows/order-edits/follow-order-changes"

/** Number of assignments per query. */
const BATCH = 500

type Row = { id: string; status: string; order_id: string }

/**
 * Aligns assignments with their Medusa orders: cancels those of canceled orders, offers those of paid
 * orders, and records edits, returns, exchanges and claims. The subscribers do this at once; this sweep covers lost events. It is idempotent: each transition
 * requires its source state, so only the first of concurrent attempts succeeds.
 */
export default async function followOrders(container: MedusaContainer) {
  await sweepOrderChanges(container)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let skip = 0; ; skip += BATCH) {
    const { data: open } = await query.graph({
      entity: "assignment",
      fields: ["id", "status", "order_id"],
      filters: { closed_at: null },
      pagination: { take: BATCH, skip, order: { created_at: "ASC" } },
    })
    const canceled = await canceledAmong(container, open)
    const paid = await paidAmong(
      container,
      open.filter(({ status }) => status === "awaiting_payment"),
    )
    for (const { id, order_id } of open) {
      if (canceled.has(order_id)) {
        const input = { assignment_id: id, actor: { type: "system" as const } }
        await follow(container, id, () => cancelOrderWorkflow(container).run({ input }))
      } else if (paid.has(order_id)) {
        await follow(container, id, () => offerPaidOrder(container, order_id))
      }
    }
    if (open.length < BATCH) {
      return
    }
  }
}

async function canceledAmong(container: MedusaContainer, rows: Row[]): Promise<Set<string>> {
  if (!rows.length) {
    return new Set()
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id"],
    filters: { id: rows.map(({ order_id }) => order_id), status: "canceled" },
  })
  return new Set(data.map(({ id }) => id))
}

async function paidAmong(container: MedusaContainer, rows: Row[]): Promise<Set<string>> {
  if (!rows.length) {
    return new Set()
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "payment_collections.status"],
    filters: { id: rows.map(({ order_id }) => order_id) },
  })
  const paid = data.filter(({ payment_collections }) =>
    payment_collections?.some((one: { status?: string } | null) => one?.status === "completed"),
  )
  return new Set(paid.map(({ id }) => id))
}

async function follow(container: MedusaContainer, id: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    // Continues with the other assignments; the next run retries this one.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `assignment ${id} was not updated after a change of its order, the next run retries: ${errorCode(error) ?? String(error)}`,
      )
  }
}

export const config = { name: "follow-orders", schedule: "8,38 * * * * *" }
