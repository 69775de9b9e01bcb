import type { MedusaContainer } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { STRIPE } from "../../../lib/shop"

/** How far back disputes are searched, in ms. Stripe decides disputes within weeks and notifies staff by e-mail. */
const LONGEST_MS = 90 * 24 * 60 * 60_000

/** Closed in favor of the shop. */
const WON: Stripe.Dispute.Status[] = ["won", "warning_closed", "prevented"]

/** Whether a dispute is not decided yet. */
export const isOpen = ({ status }: Pick<Stripe.Dispute, "status">) =>
  status !== "lost" && !WON.includes(status)

type Known = Pick<
  GatewayTransactionRecord,
  "external_id" | "needs_attention" | "resolved_at" | "refunded_amount"
>

/** Whether the shop's transaction does not reflect the dispute. */
function isMissed(dispute: Stripe.Dispute, known: Known): boolean {
  if (isOpen(dispute)) {
    return known.needs_attention === null && known.resolved_at === null
  }
  return known.needs_attention === "disputed" || (dispute.status === "lost" && known.refunded_amount === 0)
}

/**
 * Lists payment intents of the shop whose disputes the transactions do not reflect, because Stripe's events can
 * be lost.
 */
export async function missedDisputes(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const created = { gte: Math.floor((Date.now() - LONGEST_MS) / 1000) }
  const disputes: Stripe.Dispute[] = []
  for await (const dispute of stripe.disputes.list({ created, limit: 100 })) {
    disputes.push(dispute)
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const named = disputes.flatMap((dispute): [string, Stripe.Dispute][] => {
    const { payment_intent: intent } = dispute
    const id = typeof intent === "string" ? intent : intent?.id
    return id ? [[id, dispute]] : []
  })
  const known = await gateway.listGatewayTransactions(
    { provider_id: STRIPE, external_id: [...new Set(named.map(([id]) => id))], state: "performed" },
    { select: ["external_id", "needs_attention", "resolved_at", "refunded_amount"], take: null },
  )
  const missed = known.filter((one) =>
    named.some(([id, dispute]) => id === one.external_id && isMissed(dispute, one)),
  )
  return missed.map(({ external_id: id }) => id)
}
