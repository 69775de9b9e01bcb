import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepGatewayPayments } from "../workflows/payment/settlement/sweep-gateway-payments"

/** Sweep: settles gateway payments in Medusa when the process that received them died before it did so. */
export default async function settleGatewayPayments(container: MedusaContainer): Promise<void> {
  await sweepGatewayPayments(container)
}

export const config = { name: "settle-gateway-payments", schedule: "22,52 * * * * *" }
