import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { deliveryOf } from "../../delivery/of-order"
import { isPaymentAwaited } from "../rules/payment-wait"

type Input = {
  order_id: string
  /** ISO 8601 timestamp or Date. */
  payment_due_at: string | Date | null
}

type Collection = { captured_amount?: BigNumberInput | null; authorized_amount?: BigNumberInput | null }

/**
 * Latest time at which the order can still be made for its delivery slot; null if the order has no slot or
 * the slot's window was deleted.
 */
async function cutOffOf(container: MedusaContainer, orderId: string): Promise<Date | null> {
  const delivery = await deliveryOf(container, orderId)
  if (!delivery?.starts_at || !delivery.window_id) {
    return null
  }
  const [window] = await container
    .resolve<DeliveryModuleService>(DELIVERY_MODULE)
    .listDeliveryWindows({ id: delivery.window_id }, { take: 1 })
  return window ? new Date(delivery.starts_at.getTime() - window.cut_off_minutes * 60_000) : null
}

/**
 * Checks that the order has no payment and that none is in progress. Call it while the assignment is locked.
 * Writes nothing.
 *
 * @throws already_paid; payment_awaited during the payment window, or while a gateway processes a payment
 */
export const checkUnpaidStep = createStep("check-unpaid", async (input: Input, { container }) => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["payment_collections.captured_amount", "payment_collections.authorized_amount"],
    filters: { id: input.order_id },
  })
  const [order] = data as unknown as { payment_collections?: (Collection | null)[] | null }[]
  const collections = order?.payment_collections ?? []
  const isPaid = (amount?: BigNumberInput | null) => MathBN.gt(amount ?? 0, 0)
  const now = new Date()
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const active = await gateway.activeTransaction(input.order_id, now)
  if (
    active?.state === "performed" ||
    collections.some((one) => isPaid(one?.captured_amount) || isPaid(one?.authorized_amount))
  ) {
    throw shopError("already_paid", "The order is paid.", MedusaError.Types.NOT_ALLOWED)
  }
  const waits = isPaymentAwaited({
    now,
    due: input.payment_due_at ? new Date(input.payment_due_at) : now,
    inProgressUntil: await gateway.inProgressUntil(input.order_id, now),
    cutOff: await cutOffOf(container, input.order_id),
  })
  if (waits) {
    throw shopError(
      "payment_awaited",
      "The order is still waiting for its payment.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
  return new StepResponse(undefined)
})
