import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { waitsOn } from "../rules/payment-wait"

type Input = {
  order_id: string
  /** ISO instant. */
  payment_due_at: string | Date | null
}

type Collection = { captured_amount?: BigNumberInput | null; authorized_amount?: BigNumberInput | null }

/** When the order's slot can no longer be kept; null when it has no slot, or its window is no more. */
async function cutOffOf(container: MedusaContainer, orderId: string): Promise<Date | null> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ order_id: orderId }, { take: 1 })
  if (!delivery?.starts_at || !delivery.window_id) {
    return null
  }
  const [window] = await service.listDeliveryWindows({ id: delivery.window_id }, { take: 1 })
  return window ? new Date(delivery.starts_at.getTime() - window.cut_off_minutes * 60_000) : null
}

/**
 * Sees that nothing was paid for the order and nobody is at it: call it with the assignment locked. Only throws.
 *
 * @throws already_paid; payment_awaited while its window lasts or a gateway is at work for it
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
  const waits = waitsOn({
    now,
    due: input.payment_due_at ? new Date(input.payment_due_at) : now,
    inProgressUntil: await gateway.inProgressUntil(input.order_id, now),
    cutOff: await cutOffOf(container, input.order_id),
  })
  if (waits) {
    throw shopError(
      "payment_awaited",
      "The order still waits for its payment.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
  return new StepResponse(undefined)
})
