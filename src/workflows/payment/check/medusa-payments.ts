import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { readSession } from "../../../providers/redirect-payment/session"
import { GATEWAYS } from "../rules/gateways"

type Parts = ({ amount: BigNumberInput } | null)[] | null

type Row = {
  id: string
  provider_id: string
  currency_code: string
  data: Record<string, unknown> | null
  captured_at: string | Date
  captures: Parts
  refunds: Parts
  payment_collection: {
    captured_amount: BigNumberInput | null
    payments: ({ captures: Parts } | null)[] | null
    order: { id: string; display_id: number } | null
  } | null
}

/** A payment that Medusa has captured through a gateway; amounts in hundredths. */
export type CapturedPayment = {
  id: string
  provider_id: string
  currency_code: string
  /** The gateway's id of the transaction, as the shop wrote it into the payment. */
  external_id: string | null
  order_id: string | null
  reference: string | null
  captured_at: Date
  captured: number
  refunded: number
  /** What its collection says was captured, and what the collection's payments add up to. */
  collection: { says: number; has: number }
}

const FIELDS = [
  "id",
  "provider_id",
  "currency_code",
  "data",
  "captured_at",
  "captures.amount",
  "refunds.amount",
  "payment_collection.captured_amount",
  "payment_collection.payments.captures.amount",
  "payment_collection.order.id",
  "payment_collection.order.display_id",
]

const BATCH = 500

const hundredths = (amount: BigNumberInput | null | undefined) => MathBN.mult(amount ?? 0, 100).toNumber()
const sum = (parts: Parts | undefined) =>
  (parts ?? []).reduce((total, part) => total + hundredths(part?.amount), 0)

function paymentOf(row: Row): CapturedPayment {
  const { id, provider_id, currency_code, data, captured_at, captures, refunds } = row
  const { captured_amount: says, payments, order } = row.payment_collection ?? {}
  return {
    id,
    provider_id,
    currency_code,
    external_id: readSession(data ?? {}).performed?.transaction_id ?? null,
    order_id: order?.id ?? null,
    reference: order ? String(order.display_id) : null,
    captured_at: new Date(captured_at),
    captured: sum(captures),
    refunded: sum(refunds),
    collection: {
      says: hundredths(says),
      has: (payments ?? []).reduce((total, one) => total + sum(one?.captures), 0),
    },
  }
}

/** The payments that Medusa has captured through the gateways since an instant. */
export async function capturedSince(container: MedusaContainer, from: Date): Promise<CapturedPayment[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const payments: CapturedPayment[] = []
  for (let skip = 0; ; skip += BATCH) {
    const { data } = await query.graph({
      entity: "payment",
      fields: FIELDS,
      filters: { provider_id: Object.keys(GATEWAYS), captured_at: { $gte: from } },
      pagination: { take: BATCH, skip, order: { id: "ASC" } },
    })
    const rows: unknown[] = data
    payments.push(...(rows as Row[]).map(paymentOf))
    if (rows.length < BATCH) {
      return payments
    }
  }
}
