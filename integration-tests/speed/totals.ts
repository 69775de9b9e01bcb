import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const TOTALS = [
  "total",
  "subtotal",
  "tax_total",
  "discount_total",
  "discount_tax_total",
  "original_total",
  "item_total",
  "item_subtotal",
  "item_tax_total",
  "original_item_total",
  "shipping_total",
  "shipping_subtotal",
  "shipping_tax_total",
  "original_shipping_total",
] as const

export type Totals = Record<(typeof TOTALS)[number], number>

type Line = {
  title?: string
  name?: string
  quantity?: number
  unit_price?: number
  amount?: number
  total: number
  tax_total: number
  is_tax_inclusive: boolean
  shipping_option_id?: string
  data?: unknown
  tax_lines?: { code: string; rate: number }[]
  adjustments?: { code: string; amount: number }[]
}

type CartOrOrder = Totals & {
  items: Line[]
  shipping_methods: Line[]
  promotions?: ({ code: string } | null)[]
}

const FIELDS = [
  ...TOTALS,
  "items.*",
  "items.total",
  "items.tax_total",
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.total",
  "shipping_methods.tax_total",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "promotions.code",
]

async function read(container: MedusaContainer, entity: "cart" | "order", id: string): Promise<CartOrOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields: FIELDS, filters: { id } })
  const [found]: unknown[] = data
  return found as CartOrOrder
}

const numbers = (record: Totals) =>
  Object.fromEntries(TOTALS.map((name) => [name, Number(record[name])])) as Totals

/** All totals of a cart or an order, in soums. */
export async function totalsOf(
  container: MedusaContainer,
  entity: "cart" | "order",
  id: string,
): Promise<Totals> {
  return numbers(await read(container, entity, id))
}

const number = (value: number | undefined) => (value === undefined ? undefined : Number(value))

const compared = (line: Line) => ({
  name: line.title ?? line.name,
  quantity: number(line.quantity),
  price: number(line.unit_price ?? line.amount),
  total: Number(line.total),
  tax_total: Number(line.tax_total),
  is_tax_inclusive: line.is_tax_inclusive,
  shipping_option_id: line.shipping_option_id,
  data: line.data,
  tax_lines: (line.tax_lines ?? []).map(({ code, rate }) => [code, Number(rate)]).sort(),
  adjustments: (line.adjustments ?? []).map(({ code, amount }) => [code, Number(amount)]).sort(),
})

const byName = (a: { name?: string }, b: { name?: string }) => (a.name ?? "").localeCompare(b.name ?? "")

/**
 * A cart or an order by line, with every tax line and adjustment, without the fields that differ between two
 * duplicates.
 */
export async function linesOf(container: MedusaContainer, entity: "cart" | "order", id: string) {
  const record = await read(container, entity, id)
  return {
    totals: numbers(record),
    items: record.items.map(compared).sort(byName),
    shipping_methods: record.shipping_methods.map(compared).sort(byName),
    promotions: (record.promotions ?? []).flatMap((promotion) => promotion?.code ?? []).sort(),
  }
}
