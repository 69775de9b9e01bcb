import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { shopError } from "../../../../lib/errors"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import { offerOrderWorkflow } from "../../../assignment/offer-order"
import { attachToOrder } from "../attach-to-order"
import { collectionsOf, readOrderMoney, sessionsOf, type OrderMoney } from "../order-money"

export type ChangePaymentInput = {
  order_id: string
  /** Owner of the order. */
  customer_id: string
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

async function check(container: MedusaContainer, input: ChangePaymentInput): Promise<OrderMoney> {
  const order = await readOrderMoney(container, { id: input.order_id })
  if (order?.customer_id !== input.customer_id) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  if (order.status === "canceled" || order.assignment?.status !== "awaiting_payment") {
    throw shopError("too_late", "The order no longer awaits payment.")
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (await gateway.activeTransaction(order.id, new Date())) {
    throw shopError("payment_in_progress", "A payment for the order is in progress.")
  }
  if (!(await isOffered(container, order.id, input.provider_id))) {
    throw shopError("provider_unavailable", "This payment method is not available.")
  }
  return order
}

/**
 * Changes the payment method of an order that awaits payment. If the new method needs no advance payment,
 * offers the order to the florists. Does nothing if the method is unchanged.
 *
 * @throws not_found, too_late, payment_in_progress, provider_unavailable; nothing changes then
 */
export const changePaymentStep = createStep(
  "change-payment",
  async (input: ChangePaymentInput, { container }) => {
    const order = await check(container, input)
    const [former] = sessionsOf(order)
    if (former?.provider_id === input.provider_id) {
      return new StepResponse(undefined)
    }
    const { result: session } = await createPaymentSessionsWorkflow(container).run({
      input: {
        payment_collection_id: collectionsOf(order)[0].id,
        provider_id: input.provider_id,
        customer_id: input.customer_id,
        data: { language: former?.data?.language, return_url: former?.data?.return_url },
      },
    })
    const payment = await container.resolve(Modules.PAYMENT).authorizePaymentSession(session.id, {})
    await attachToOrder(container, order.id)
    if (payment && order.assignment) {
      await offerOrderWorkflow(container).run({
        input: { assignment_id: order.assignment.id, actor: { type: "system" } },
      })
    }
    return new StepResponse(undefined)
  },
)
