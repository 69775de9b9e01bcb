import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepGatewayPayments } from "../workflows/payment/settlement/sweep-gateway-payments"

/**
 * Sweep: settles in Medusa the gateway payments that were received by a process that stopped before settling
 * them.
 */
export default async function settleGatewayPayments(container: MedusaContainer): Promise<void> {
  await sweepGatewayPayments(container)
}

export const config = { name: "settle-gateway-payments", schedule: "22,52 * * * * *" }
