import type { MedusaContainer } from "@medusajs/framework/types"
import {
  EXTERNAL_ID,
  readCapturedPayments,
  readNamedPayments,
  type CapturedRow,
  type NamedRow,
} from "../../../medusa-sql/captured-payments"
import { isMatched } from "../../../modules/gateway/transaction-statements"
import { readSession } from "../../../providers/redirect-payment/session"
import { GATEWAYS } from "../gateways"

/** What a gateway's transaction is compared with. Amounts are in minor units. */
export type NamedPayment = {
  id: string
  provider_id: string
  /** The gateway's transaction id, read from the payment's data. */
  external_id: string | null
  captured: number
  refunded: number
}

/** A payment that Medusa captured through a gateway, with its order and its payment collection. */
export type CapturedPayment = NamedPayment & {
  currency_code: string
  order_id: string | null
  reference: string | null
  captured_at: Date
  /** The captured amount of the payment collection, and the sum of its captures. */
  collection: { says: number; has: number }
  /** Whether it has a performed gateway transaction, canceled later or not, or staff have resolved it. */
  is_matched: boolean
}

/** Payments per query. */
const BATCH = 1000

const PROVIDERS = Object.keys(GATEWAYS)

function namedOf({ id, provider_id, data, captured, refunded }: NamedRow): NamedPayment {
  const { performed, in_cash } = readSession(data ?? {})
  return {
    id,
    provider_id,
    external_id: performed?.transaction_id ?? null,
    captured: Number(captured),
    refunded: Number(refunded) - in_cash,
  }
}

function paymentOf(row: CapturedRow): CapturedPayment {
  const { currency_code, order_id, display_id, captured_at, is_matched } = row
  return {
    ...namedOf(row),
    currency_code,
    order_id,
    reference: order_id ? String(display_id) : null,
    captured_at: new Date(captured_at),
    collection: { says: Number(row.collection_says), has: Number(row.collection_has) },
    is_matched,
  }
}

/** Reads the payments that Medusa has captured for transactions of gateways. @param externalIds the gateways' ids */
export async function paymentsOf(container: MedusaContainer, externalIds: string[]): Promise<NamedPayment[]> {
  return (await readNamedPayments(container, PROVIDERS, externalIds)).map(namedOf)
}

/** A period without its end. */
type Period = { from: Date; until: Date }

const IS_MATCHED = isMatched("payment.provider_id", EXTERNAL_ID, "payment.id")

async function* capturedIn(
  container: MedusaContainer,
  period: Period,
  only: "unmatched" | "differing",
): AsyncGenerator<CapturedPayment[]> {
  for (let after: CapturedRow | undefined; ;) {
    const which = { after, limit: BATCH, isMatched: IS_MATCHED, only }
    const rows = await readCapturedPayments(container, PROVIDERS, period, which)
    yield rows.map(paymentOf)
    if (rows.length < BATCH) {
      return
    }
    after = rows[rows.length - 1]
  }
}

/**
 * Reads the payments of a period that are not {@link CapturedPayment.is_matched} or that do not fit their payment collection, in
 * batches.
 */
export const differingPayments = (container: MedusaContainer, period: Period) =>
  capturedIn(container, period, "differing")

/** Reads the payments of a period that are not {@link CapturedPayment.is_matched}, in batches. */
export const unmatchedPayments = (container: MedusaContainer, period: Period) =>
  capturedIn(container, period, "unmatched")
