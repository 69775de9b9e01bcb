import type { MedusaContainer } from "@medusajs/framework/types"
import { minorUnits } from "../../../lib/money"
import {
  EXTERNAL_ID,
  readCapturedPayments,
  readPaymentsOfOrders,
  type CapturedRow,
} from "../../../medusa-sql/captured-payments"
import { isMatched } from "../../../modules/gateway/transaction-statements"
import { readSession } from "../../../providers/redirect-payment/session"
import { GATEWAYS } from "../gateways"

/** A payment that Medusa captured through a gateway. Amounts are in minor units. */
export type CapturedPayment = {
  id: string
  provider_id: string
  currency_code: string
  /** The gateway's transaction id, read from the payment's data. */
  external_id: string | null
  order_id: string | null
  reference: string | null
  captured_at: Date
  captured: number
  refunded: number
  /** The captured amount of the payment collection, and the sum of its captures. */
  collection: { says: number; has: number }
}

/** Payments per query. */
const BATCH = 500

const PROVIDERS = Object.keys(GATEWAYS)

function paymentOf(row: CapturedRow): CapturedPayment {
  const { id, provider_id, currency_code, data, order_id, display_id } = row
  const { performed, in_cash } = readSession(data ?? {})
  return {
    id,
    provider_id,
    currency_code,
    external_id: performed?.transaction_id ?? null,
    order_id,
    reference: order_id ? String(display_id) : null,
    captured_at: new Date(row.captured_at),
    captured: minorUnits(row.captured),
    refunded: minorUnits(row.refunded) - in_cash,
    collection: { says: minorUnits(row.collection_says), has: minorUnits(row.collection_has) },
  }
}

/** Reads the payments of orders that Medusa has captured through gateways. */
export async function paymentsOfOrders(
  container: MedusaContainer,
  orderIds: string[],
): Promise<CapturedPayment[]> {
  return (await readPaymentsOfOrders(container, PROVIDERS, orderIds)).map(paymentOf)
}

async function* capturedIn(
  container: MedusaContainer,
  period: { from: Date; until: Date },
  which: { name: string; isLeftOut: string },
): AsyncGenerator<CapturedPayment[]> {
  for (let after: CapturedRow | undefined; ;) {
    const rows = await readCapturedPayments(container, PROVIDERS, period, { ...which, after, limit: BATCH })
    yield rows.map(paymentOf)
    if (rows.length < BATCH) {
      return
    }
    after = rows[rows.length - 1]
  }
}

/** Reads the payments that Medusa captured through gateways in a period, in batches. */
export const capturedPayments = (container: MedusaContainer, period: { from: Date; until: Date }) =>
  capturedIn(container, period, { name: "captured-payments", isLeftOut: "false" })

/**
 * Reads the captured payments of a period that have no performed gateway transaction and that staff have not resolved, in
 * batches.
 */
export const unmatchedPayments = (container: MedusaContainer, period: { from: Date; until: Date }) =>
  capturedIn(container, period, {
    name: "unmatched-payments",
    isLeftOut: isMatched("payment.provider_id", EXTERNAL_ID, "payment.id"),
  })
