import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { minorUnits } from "../../../lib/money"
import { readSession } from "../../../providers/redirect-payment/session"
import { GATEWAYS } from "../gateways"

type Parts = ({ amount: BigNumberInput } | null)[] | null

type Row = {
  id: string
  provider_id: string
  currency_code: string
  data: Record<string, unknown> | null
  captured_at: string | Date
  captures: Parts
  refunds: Parts
  payment_collection: { id: string; order: { id: string; display_id: number } | null } | null
}

type Collection = {
  id: string
  captured_amount: BigNumberInput | null
  payments: ({ captures: Parts } | null)[] | null
}

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

const FIELDS = [
  "id",
  "provider_id",
  "currency_code",
  "data",
  "captured_at",
  "captures.amount",
  "refunds.amount",
  "payment_collection.id",
  "payment_collection.order.id",
  "payment_collection.order.display_id",
]

const BATCH = 500

const sum = (parts: Parts | undefined) =>
  (parts ?? []).reduce((total, part) => total + minorUnits(part?.amount ?? 0), 0)

/** Reads the captured amount of payment collections, and the sum of their captures. */
async function readCollections(
  container: MedusaContainer,
  rows: Row[],
): Promise<Map<string, CapturedPayment["collection"]>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: ["id", "captured_amount", "payments.captures.amount"],
    filters: { id: rows.flatMap(({ payment_collection }) => payment_collection?.id ?? []) },
  })
  const collections: unknown[] = data
  return new Map(
    (collections as Collection[]).map(({ id, captured_amount, payments }) => [
      id,
      {
        says: minorUnits(captured_amount ?? 0),
        has: (payments ?? []).reduce((total, one) => total + sum(one?.captures), 0),
      },
    ]),
  )
}

function paymentOf(row: Row, collection: CapturedPayment["collection"] | undefined): CapturedPayment {
  const { id, provider_id, currency_code, data, captured_at, captures, refunds } = row
  const { order } = row.payment_collection ?? {}
  return {
    id,
    provider_id,
    currency_code,
    external_id: readSession(data ?? {}).performed?.transaction_id ?? null,
    order_id: order?.id ?? null,
    reference: order ? String(order.display_id) : null,
    captured_at: new Date(captured_at),
    captured: sum(captures),
    refunded: sum(refunds) - readSession(data ?? {}).in_cash,
    collection: collection ?? { says: 0, has: 0 },
  }
}

/** Lists the payments that Medusa has captured through gateways since an instant. */
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
    const found: unknown[] = data
    const rows = found as Row[]
    const collections = await readCollections(container, rows)
    payments.push(...rows.map((row) => paymentOf(row, collections.get(row.payment_collection?.id ?? ""))))
    if (rows.length < BATCH) {
      return payments
    }
  }
}
