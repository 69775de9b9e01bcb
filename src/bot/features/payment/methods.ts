import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../../runtime/context"
import { isGift } from "../../../modules/delivery/order-limits"
import { GATEWAYS } from "../../../workflows/payment/gateways"
import { isPayableInBot } from "../../ui/payable-in-bot"

type Row = {
  delivery: { method: string | null; for_someone_else: boolean } | null
  region: { payment_providers: ({ id: string; is_enabled: boolean } | null)[] | null } | null
  payment_collections:
    | ({
        captured_amount: number | null
        payment_sessions: ({ provider_id: string } | null)[] | null
      } | null)[]
    | null
}

/**
 * The payment providers for one of the shopper's orders, in alphabetical order, the order's current
 * provider, and whether a courier brings the order to someone else. For what an edit left to pay of a paid order, only the gateways.
 *
 * @returns undefined when the shopper has no such order
 */
export async function paymentMethodsOf(
  ctx: ShopContext,
  orderId: string,
): Promise<{ all: string[]; current: string | undefined; is_gift: boolean } | undefined> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return undefined
  }
  const { data } = await ctx.container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "delivery.method",
      "delivery.for_someone_else",
      "region.payment_providers.id",
      "region.payment_providers.is_enabled",
      "payment_collections.captured_amount",
      "payment_collections.payment_sessions.provider_id",
    ],
    filters: { id: orderId, customer_id: customerId },
  })
  const [order] = data as unknown as Row[]
  if (!order) {
    return undefined
  }
  const isCaptured = (one: { captured_amount: number | null } | null) => Number(one?.captured_amount ?? 0) > 0
  const isPaid = order.payment_collections?.some(isCaptured) ?? false
  const all = (order.region?.payment_providers ?? []).flatMap((one) =>
    one?.is_enabled && isPayableInBot(one.id) && (!isPaid || GATEWAYS[one.id]) ? one.id : [],
  )
  const open = order.payment_collections?.filter((one) => !isCaptured(one)) ?? []
  const sessions = open.flatMap((one) => one?.payment_sessions ?? [])
  return {
    all: all.sort(),
    current: sessions.find((one) => one)?.provider_id,
    is_gift: isGift(order.delivery),
  }
}
