import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readPayableOrder } from "../order-payment/payable-order"
import { busyWith, isPaid, refusePayment, type Charge, type PaymentRefusal } from "../order-payment/payable"

export type CheckPaymentInput = Charge & {
  /** The order's number, as the gateway sends it. */
  reference: string
}

export type Payable = { order_id: string } | { refusal: PaymentRefusal }

/** Checks whether a gateway may begin a payment for an order. Read-only. */
export async function checkGatewayPayment(
  container: MedusaContainer,
  { reference, ...charge }: CheckPaymentInput,
): Promise<Payable> {
  const now = new Date()
  const order = await readPayableOrder(container, { reference })
  const refusal = refusePayment(order, charge, { now, onTime: true })
  if (refusal || !order) {
    return { refusal: refusal ?? "no_order" }
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const busy = await gateway.activeTransaction(order.id, now, isPaid(order))
  return busy ? { refusal: busyWith(busy) } : { order_id: order.id }
}
