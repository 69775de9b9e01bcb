import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { capturedSince, type CapturedPayment } from "./medusa-payments"

const BATCH = 500

/** By gateway and by the gateway's own id. */
export const nameOf = (one: { provider_id: string; external_id: string | null }) =>
  `${one.provider_id}:${one.external_id}`

/** Which of these a gateway has performed, whether or not it has canceled them since. */
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

/** Payments that Medusa has captured through a gateway which never said that it has the money. */
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

/** So far back it is looked for; what is older was looked at long ago. */
const DAYS = 92

/** Those of the last three months that nobody has looked into, the newest first. */
export async function findUnmatchedPayments(
  container: MedusaContainer,
  now: Date = new Date(),
): Promise<CapturedPayment[]> {
  const from = new Date(now.getTime() - DAYS * 24 * 3_600_000)
  const unmatched = await unmatchedAmong(container, await capturedSince(container, from))
  return unmatched.sort((a, b) => b.captured_at.getTime() - a.captured_at.getTime())
}
