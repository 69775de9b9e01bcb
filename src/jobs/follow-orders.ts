import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { errorCode } from "../lib/errors"
import { cancelOrderWorkflow } from "../workflows/assignment/cancel-order"
import { offerOrderWorkflow } from "../workflows/assignment/offer-order"

/** How many open assignments are looked at in one go. */
const BATCH = 500

type Row = { id: string; status: string; order_id: string }

/**
 * Brings assignments after their Medusa orders: what is canceled there is canceled here, what is paid there is
 * offered here. The subscribers do it at once; this does it when their event was lost. Twice, or in several
 * processes at once, it does no harm: an arrow goes from one state, and the second finds it gone.
 */
export default async function followOrders(container: MedusaContainer) {
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
        await follow(container, id, cancelOrderWorkflow)
      } else if (paid.has(order_id)) {
        await follow(container, id, offerOrderWorkflow)
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

async function follow(
  container: MedusaContainer,
  id: string,
  workflow: typeof cancelOrderWorkflow | typeof offerOrderWorkflow,
): Promise<void> {
  try {
    await workflow(container).run({ input: { assignment_id: id, actor: { type: "system" } } })
  } catch (error) {
    // One that cannot follow must not hold up the others; it is tried again next time.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`assignment ${id} does not follow its order: ${errorCode(error) ?? String(error)}`)
  }
}

export const config = { name: "follow-orders", schedule: "8,38 * * * * *" }
