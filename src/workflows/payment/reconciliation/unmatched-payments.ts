import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { capturedSince, type CapturedPayment } from "./medusa-payments"

const BATCH = 500

/** Key of a transaction: the provider and the gateway's transaction id. */
export const nameOf = (one: { provider_id: string; external_id: string | null }) =>
  `${one.provider_id}:${one.external_id}`

/** Keys of the payments whose gateway transaction was performed, even if it was canceled later. */
async function performedAmong(
  gateway: GatewayModuleService,
  payments: CapturedPayment[],
): Promise<Set<string>> {
  const ids = [...new Set(payments.flatMap(({ external_id }) => external_id ?? []))]
  const names = new Set<string>()
  for (let at = 0; at < ids.length; at += BATCH) {
    const found = await gateway.listGatewayTransactions(
      { external_id: ids.slice(at, at + BATCH), performed_at: { $ne: null } },
      { select: ["provider_id", "external_id"], take: null },
    )
    found.forEach((one) => names.add(nameOf(one)))
  }
  return names
}

/** Filters captured payments that have no performed gateway transaction and that staff have not resolved. */
export async function unmatchedAmong(
  container: MedusaContainer,
  payments: CapturedPayment[],
): Promise<CapturedPayment[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const performed = await performedAmong(gateway, payments)
  const unmatched = payments.filter((one) => !performed.has(nameOf(one)))
  const resolved = unmatched.length
    ? await gateway.listGatewayResolutions(
        { payment_id: unmatched.map(({ id }) => id), step: "resolve" },
        { take: null },
      )
    : []
  const settled = new Set(resolved.map(({ payment_id }) => payment_id))
  return unmatched.filter(({ id }) => !settled.has(id))
}

/** How far back unmatched payments are searched, in days. */
const DAYS = 92

/** Lists unresolved unmatched payments of the last 92 days, newest first. */
export async function findUnmatchedPayments(
  container: MedusaContainer,
  now: Date = new Date(),
): Promise<CapturedPayment[]> {
  const from = new Date(now.getTime() - DAYS * 24 * 3_600_000)
  const unmatched = await unmatchedAmong(container, await capturedSince(container, from))
  return unmatched.sort((a, b) => b.captured_at.getTime() - a.captured_at.getTime())
}
