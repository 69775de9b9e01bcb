import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readSession } from "../../../providers/redirect-payment/session"
import { STRIPE } from "../../../lib/shop"

const BATCH = 100
/** Age in ms below which an event is probably in process. */
const FRESH_MS = 20_000

/** Lists unprocessed events, those with the oldest attempt first. */
export async function unfollowedEvents(container: MedusaContainer): Promise<string[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const events = await gateway.listGatewayEvents(
    { provider_id: STRIPE, followed_at: null, updated_at: { $lt: new Date(Date.now() - FRESH_MS) } },
    { select: ["id"], order: { updated_at: "ASC" }, take: BATCH },
  )
  return events.map(({ id }) => id)
}

/** Lists payments in progress at Stripe, for example bank transfers. */
export async function openPayments(container: MedusaContainer): Promise<string[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const open = await gateway.listGatewayTransactions(
    { provider_id: STRIPE, state: "in_progress" },
    { select: ["external_id"], take: null },
  )
  return open.map(({ external_id }) => external_id)
}

type Awaited = {
  order_id: string
  order: {
    payment_collections:
      | ({
          payment_sessions: ({ provider_id: string; data: Record<string, unknown> | null } | null)[] | null
        } | null)[]
      | null
  } | null
}

/**
 * Lists the orders that await a payment by Stripe Checkout.
 *
 * @returns `lacking`: ids of orders without a page; `open`: ids of the pages of the others
 */
export async function awaitedPages(
  container: MedusaContainer,
): Promise<{ lacking: string[]; open: string[] }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "assignment",
    fields: [
      "order_id",
      "order.payment_collections.payment_sessions.provider_id",
      "order.payment_collections.payment_sessions.data",
    ],
    filters: { status: "awaiting_payment" },
  })
  const found = (data as unknown as Awaited[]).flatMap(({ order_id: id, order }) => {
    const sessions = order?.payment_collections?.flatMap((one) => one?.payment_sessions ?? []) ?? []
    const own = sessions.find((session) => session?.provider_id === STRIPE)
    return own ? [{ id, page: readSession(own.data ?? {}).page_id }] : []
  })
  return {
    lacking: found.flatMap(({ id, page }) => (page ? [] : [id])),
    open: found.flatMap(({ page }) => page ?? []),
  }
}
