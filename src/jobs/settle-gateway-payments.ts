import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepGatewayPaymentsWorkflow } from "../workflows/payment/sweep-gateway-payments"

/** Money that gateways told of reaches Medusa, also when the process that heard of it died. */
export default async function settleGatewayPayments(container: MedusaContainer): Promise<void> {
  await sweepGatewayPaymentsWorkflow(container).run()
}

export const config = { name: "settle-gateway-payments", schedule: "22,52 * * * * *" }
