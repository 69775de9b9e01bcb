import type { MedusaContainer } from "@medusajs/framework/types"
import { minorUnits } from "../../../lib/money"
import {
  EXTERNAL_ID,
  readCapturedPayments,
  readNamedPayments,
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
  /** Whether it has a performed gateway transaction, canceled later or not, or staff have resolved it. */
  is_matched: boolean
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
    is_matched: row.is_matched,
  }
}

/** Reads the payments that Medusa has captured for transactions of gateways. @param externalIds the gateways' ids */
export async function paymentsOf(
  container: MedusaContainer,
  externalIds: string[],
): Promise<CapturedPayment[]> {
  return (await readNamedPayments(container, PROVIDERS, externalIds)).map(paymentOf)
}

/** A period without its end. */
type Period = { from: Date; until: Date }

const IS_MATCHED = isMatched("payment.provider_id", EXTERNAL_ID, "payment.id")

async function* capturedIn(
  container: MedusaContainer,
  period: Period,
  onlyUnmatched: boolean,
): AsyncGenerator<CapturedPayment[]> {
  for (let after: CapturedRow | undefined; ;) {
    const which = { after, limit: BATCH, isMatched: IS_MATCHED, onlyUnmatched }
    const rows = await readCapturedPayments(container, PROVIDERS, period, which)
    yield rows.map(paymentOf)
    if (rows.length < BATCH) {
      return
    }
    after = rows[rows.length - 1]
  }
}

/** Reads the payments that Medusa captured through gateways in a period, in batches. */
export const capturedPayments = (container: MedusaContainer, period: Period) =>
  capturedIn(container, period, false)

/** Reads those payments of a period that are not {@link CapturedPayment.is_matched}, in batches. */
export const unmatchedPayments = (container: MedusaContainer, period: Period) =>
  capturedIn(container, period, true)
