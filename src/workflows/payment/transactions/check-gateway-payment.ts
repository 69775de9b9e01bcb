import type { MedusaContainer } from "@medusajs/framework/types"
import { readSoldVersions, type SoldVersions } from "../../../medusa-sql/sold-versions"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readPayableOrder } from "../order-payment/payable-order"
import { busyWith, isPaid, refusePayment, type Charge, type PaymentRefusal } from "../order-payment/payable"

export type CheckPaymentInput = Charge & {
  /** The order's number, as the gateway sends it. */
  reference: string
}

export type Payable =
  | {
      order_id: string
      /** The versions of a paid order whose difference is paid. */
      versions?: SoldVersions
    }
  | { refusal: PaymentRefusal }

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
  const isDifference = isPaid(order)
  const busy = await gateway.activeTransaction(order.id, now, isDifference)
  if (busy) {
    return { refusal: busyWith(busy) }
  }
  const versions = isDifference ? await readSoldVersions(container, order.id, now) : undefined
  return { order_id: order.id, versions }
}
