import type { MedusaContainer } from "@medusajs/framework/types"
import { addDays, dateAt, instantOf } from "../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { ReportedTransaction } from "../../../modules/gateway/report-statements"
import { TIME_ZONE } from "../../../lib/shop"
import { gatewayOf } from "../gateways"
import { findingIn, findingOf, isChecked, sumsOf, type Finding, type Pair } from "./find-differences"
import { differingPayments, paymentsOf, type CapturedPayment, type NamedPayment } from "./medusa-payments"

/** First and last day (inclusive) in the shop's time zone. */
export type CheckedDays = { from: string; to: string }

/** Sums of one gateway and day in minor units. The day is the one on which the gateway took the money. */
export type DaySums = {
  day: string
  provider_id: string
  gateway: string
  currency_code: string
  payments: number
  /** Taken by the gateway, and captured by Medusa. */
  taken: number
  captured: number
  /** Refunded by the gateway, and refunded by Medusa. */
  returned: number
  refunded: number
}

export type PaymentCheck = CheckedDays & { days: DaySums[]; findings: Finding[] }

function addUp(days: Map<string, DaySums>, day: string, one: Omit<DaySums, "day" | "payments" | "gateway">) {
  const key = `${day}:${one.provider_id}:${one.currency_code}`
  const before = days.get(key)
  days.set(key, {
    day,
    provider_id: one.provider_id,
    gateway: gatewayOf(one.provider_id).name,
    currency_code: one.currency_code,
    payments: (before?.payments ?? 0) + 1,
    taken: (before?.taken ?? 0) + one.taken,
    captured: (before?.captured ?? 0) + one.captured,
    returned: (before?.returned ?? 0) + one.returned,
    refunded: (before?.refunded ?? 0) + one.refunded,
  })
}

/** Finds the days of many instants in the order of time. It computes each day once. */
function daysInOrder(): (instant: Date | string | null) => string {
  let day = ""
  let [from, until] = [0, 0]
  return (instant) => {
    const at = new Date(instant ?? 0)
    if (at.getTime() < from || at.getTime() >= until) {
      day = dateAt(at, TIME_ZONE)
      from = instantOf(day, "00:00", TIME_ZONE).getTime()
      until = instantOf(addDays(day, 1), "00:00", TIME_ZONE).getTime()
    }
    return day
  }
}

/** An unmatched payment counts on the day of Medusa's capture. */
const unmatchedSums = ({ provider_id, currency_code, captured, refunded }: CapturedPayment) => ({
  provider_id,
  currency_code,
  taken: 0,
  captured,
  returned: 0,
  refunded,
})

/** Key of a transaction: the provider and the gateway's transaction id. */
const nameOf = (one: { provider_id: string; external_id: string | null }) =>
  `${one.provider_id}:${one.external_id}`

function pairsOf(transactions: ReportedTransaction[], payments: NamedPayment[]): Pair[] {
  const byName = new Map(payments.map((one) => [nameOf(one), one]))
  return transactions.map((transaction) => ({ transaction, payment: byName.get(nameOf(transaction)) }))
}

type Period = { from: Date; until: Date }
type Sums = { days: Map<string, DaySums>; findings: Finding[] }

/** Adds up the gateway transactions of a period and the payments of them. */
async function compareTransactions(
  container: MedusaContainer,
  period: Period,
  now: Date,
  { days, findings }: Sums,
): Promise<void> {
  const dayOf = daysInOrder()
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  for await (const transactions of gateway.performedIn(period)) {
    const payments = await paymentsOf(
      container,
      transactions.map(({ external_id }) => external_id),
    )
    for (const pair of pairsOf(transactions, payments)) {
      if (isChecked(pair.transaction, now)) {
        const { provider_id, currency_code, performed_at } = pair.transaction
        addUp(days, dayOf(performed_at), { provider_id, currency_code, ...sumsOf(pair) })
        findings.push(...[findingOf(pair) ?? []].flat())
      }
    }
  }
}

async function listDiffering(container: MedusaContainer, period: Period): Promise<CapturedPayment[]> {
  const found: CapturedPayment[] = []
  for await (const batch of differingPayments(container, period)) {
    found.push(...batch)
  }
  return found
}

function addDiffering({ days, findings }: Sums, payments: CapturedPayment[]): void {
  const dayOf = daysInOrder()
  const unmatched = payments.filter((one) => !one.is_matched)
  unmatched.forEach((payment) => addUp(days, dayOf(payment.captured_at), unmatchedSums(payment)))
  const split = payments.filter(({ collection }) => collection.says !== collection.has)
  findings.push(
    ...unmatched.map((payment) => findingIn(payment, "no_transaction")),
    ...split.map((payment) => findingIn(payment, "collection_differs")),
  )
}

/**
 * Compares gateway transactions with Medusa's captures and refunds, by day and gateway. Skips money that moved
 * in the last minutes, and transactions that staff have resolved. Reads in batches and keeps only the sums. Read-only.
 *
 * @returns the sums, oldest day first, and the differences
 */
export async function checkSums(
  container: MedusaContainer,
  { from, to }: CheckedDays,
  now: Date = new Date(),
): Promise<PaymentCheck> {
  const period = {
    from: instantOf(from, "00:00", TIME_ZONE),
    until: instantOf(addDays(to, 1), "00:00", TIME_ZONE),
  }
  const sums: Sums = { days: new Map(), findings: [] }
  const compared = compareTransactions(container, period, now, sums)
  const [differing] = await Promise.all([listDiffering(container, period), compared])
  addDiffering(sums, differing)
  const days = [...sums.days.values()].sort((a, b) => a.day.localeCompare(b.day))
  return { from, to, days, findings: sums.findings }
}
