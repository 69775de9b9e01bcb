import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readOrderMoney } from "../order-money"
import { busyWith, refusePayment, type Charge, type PaymentRefusal } from "../rules/payable"

export type CheckPayableInput = Charge & { reference: string }

export type Payable = { order_id: string } | { refusal: PaymentRefusal }

/** Whether a gateway may begin to take this money for the order of this number. Changes nothing. */
export const checkPayableStep = createStep(
  "check-payable",
  async (input: CheckPayableInput, { container }) => {
    const now = new Date()
    const order = await readOrderMoney(container, { reference: input.reference })
    const refusal = refusePayment(order, input, { now, onTime: true })
    if (refusal || !order) {
      return new StepResponse<Payable>({ refusal: refusal ?? "no_order" })
    }
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const busy = await gateway.activeTransaction(order.id, now)
    return new StepResponse<Payable>(busy ? { refusal: busyWith(busy) } : { order_id: order.id })
  },
)
