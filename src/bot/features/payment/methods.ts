import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../../runtime/context"
import { isPayableInBot } from "../../ui/payable-in-bot"

type Row = {
  region: { payment_providers: ({ id: string; is_enabled: boolean } | null)[] | null } | null
  payment_collections: ({ payment_sessions: ({ provider_id: string } | null)[] | null } | null)[] | null
}

/**
 * The ways to pay for one of the person's own orders, in a steady order, and the one it has.
 *
 * @returns undefined when there is no such order of theirs
 */
export async function waysOf(
  ctx: ShopContext,
  orderId: string,
): Promise<{ all: string[]; current: string | undefined } | undefined> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return undefined
  }
  const { data } = await ctx.container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "region.payment_providers.id",
      "region.payment_providers.is_enabled",
      "payment_collections.payment_sessions.provider_id",
    ],
    filters: { id: orderId, customer_id: customerId },
  })
  const [order] = data as unknown as Row[]
  if (!order) {
    return undefined
  }
  const all = (order.region?.payment_providers ?? []).flatMap((one) =>
    one?.is_enabled && isPayableInBot(one.id) ? one.id : [],
  )
  const sessions = order.payment_collections?.flatMap((one) => one?.payment_sessions ?? []) ?? []
  return { all: all.sort(), current: sessions.find((one) => one)?.provider_id }
}
