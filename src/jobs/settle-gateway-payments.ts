import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepGatewayPaymentsWorkflow } from "../workflows/payment/sweep-gateway-payments"

/**
 * Sweep: settles in Medusa the gateway payments that were received by a process that stopped before settling
 * them.
 */
export default async function settleGatewayPayments(container: MedusaContainer): Promise<void> {
  await sweepGatewayPaymentsWorkflow(container).run()
}

export const config = { name: "settle-gateway-payments", schedule: "22,52 * * * * *" }
