import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../../lib/errors"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import { fromMinorUnits } from "../../../../lib/money"
import { CASH_PROVIDER } from "../../../../lib/shop"
import { GATEWAYS } from "../../gateways"
import { attachToOrder } from "../attach-to-order"
import { admitCash, undoCash } from "../cash-limits"
import { openCollection, openSession } from "../difference"
import { collectionsOf, readOrderMoney, sessionsOf, type OrderMoney } from "../order-money"
import { differenceDue, isDifferencePayable, isPaid } from "../payable"

export type ChangePaymentInput = {
  order_id: string
  /** Owner of the order; null for a guest's order. */
  customer_id: string | null
  /** A payment provider of the order's region. */
  provider_id: string
}

/** Whether the order's region offers the payment provider. */
async function isOffered(container: MedusaContainer, orderId: string, providerId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["region.payment_providers.id", "region.payment_providers.is_enabled"],
    filters: { id: orderId },
  })
  const [found]: unknown[] = data
  const { region } = found as {
    region: { payment_providers: ({ id: string; is_enabled: boolean } | null)[] | null } | null
  }
  return Boolean(region?.payment_providers?.some((one) => one?.id === providerId && one.is_enabled))
}

/** Whether a session was created before an edit changed the amount of its payment collection. */
export function isOutdated(
  order: OrderMoney,
  { id, amount }: ReturnType<typeof sessionsOf>[number],
): boolean {
  const own = collectionsOf(order).find(({ payment_sessions: all }) => all?.some((one) => one?.id === id))
  return own !== undefined && !MathBN.eq(own.amount, amount)
}

/** What a change of the payment method needs. */
type PaymentChange = {
  payment_collection_id: string
  language: unknown
  return_url: unknown
  assignment_id: string
  /** Whether it pays the difference of a paid order that an edit made more expensive. */
  is_difference: boolean
}

/** What an edit left to pay can be paid online, or in cash at the delivery without a session. */
async function changeOfDifference(
  container: MedusaContainer,
  order: OrderMoney,
  providerId: string,
): Promise<PaymentChange | null> {
  if (!GATEWAYS[providerId]) {
    throw shopError("provider_unavailable", "The rest of a paid order is paid online, or at the delivery.")
  }
  if (openSession(order)?.provider_id === providerId) {
    return null
  }
  const { language, return_url } = sessionsOf(order).at(0)?.data ?? {}
  return {
    payment_collection_id: await openCollection(container, order, fromMinorUnits(differenceDue(order))),
    language,
    return_url,
    assignment_id: order.assignment?.id ?? "",
    is_difference: true,
  }
}

/** The compensation input is the id of the order whose payment in cash was admitted. */
type Answer = StepResponse<PaymentChange | null, string | null>

/**
 * Checks that the payment method of an order can be changed. Compensation undoes {@link admitCash}.
 *
 * @returns null if the order already uses the method with the right amount
 * @throws not_found, too_late, payment_in_progress, provider_unavailable, open_cash_orders, cash_refused,
 * first_order_in_advance, gift_in_advance
 */
export const checkPaymentChangeStep = createStep(
  "check-payment-change",
  async (input: ChangePaymentInput, { container }): Promise<Answer> => {
    const order = await readOrderMoney(container, { id: input.order_id })
    if (order?.customer_id !== input.customer_id) {
      throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
    }
    const isDifference = isPaid(order)
    const isAwaited = isDifference
      ? isDifferencePayable(order)
      : order.status !== "canceled" && order.assignment?.status === "awaiting_payment"
    if (!isAwaited) {
      throw shopError("too_late", "The order no longer awaits payment.")
    }
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    if (await gateway.activeTransaction(order.id, new Date(), isDifference)) {
      throw shopError("payment_in_progress", "A payment for the order is in progress.")
    }
    if (!(await isOffered(container, order.id, input.provider_id))) {
      throw shopError("provider_unavailable", "This payment method is not available.")
    }
    if (isDifference) {
      return new StepResponse(await changeOfDifference(container, order, input.provider_id), null)
    }
    const [former] = sessionsOf(order)
    if (former?.provider_id === input.provider_id && !isOutdated(order, former)) {
      return new StepResponse(null, null)
    }
    const isCash = input.provider_id === CASH_PROVIDER
    if (isCash) {
      await admitCash(container, order)
    }
    const { language, return_url } = former?.data ?? {}
    return new StepResponse(
      {
        payment_collection_id: collectionsOf(order)[0].id,
        language,
        return_url,
        assignment_id: order.assignment?.id ?? "",
        is_difference: false,
      },
      isCash ? order.id : null,
    )
  },
  async (cashOrder, { container }) => {
    if (cashOrder) {
      await undoCash(container, cashOrder)
    }
  },
)

/** Creates the checkout page of the order's new session. No compensation: deleting the session also closes its page. */
export const attachToOrderStep = createStep(
  "attach-to-order",
  async (input: { order_id: string }, { container }) => {
    await attachToOrder(container, input.order_id)
    return new StepResponse(undefined)
  },
)
