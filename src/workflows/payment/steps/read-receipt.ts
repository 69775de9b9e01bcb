import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SoldGoods, SoldLine } from "../../../providers/redirect-payment/sold-goods"

type Item = {
  title: string | null
  product_title: string | null
  variant_title: string | null
  quantity: number
  total: BigNumberInput
  original_total: BigNumberInput
  variant?: { product?: { metadata?: Record<string, unknown> | null } | null } | null
}

type SoldOrder = {
  items: Item[]
  shipping_total: BigNumberInput
  shipping_methods: { name: string | null }[] | null
}

const FIELDS = [
  "id",
  "currency_code",
  "total",
  "shipping_total",
  "items.*",
  "items.detail.*",
  "items.variant.product.metadata",
  "shipping_methods.name",
]

const hundredths = (amount: BigNumberInput) => MathBN.mult(amount, 100).toNumber()

const digits = (value: unknown, length: RegExp) => {
  const written = typeof value === "number" ? String(value) : value
  return typeof written === "string" && length.test(written) ? written : undefined
}

/** What a product's metadata says for the receipt: `ikpu`, `package_code`, `vat_percent` (0 when left out). */
function codesOf(item: Item): Pick<SoldLine, "code" | "package_code" | "vat_percent"> | undefined {
  const metadata = item.variant?.product?.metadata ?? {}
  const code = digits(metadata.ikpu, /^\d{17}$/)
  const packageCode = digits(metadata.package_code, /^\d{1,20}$/)
  const vat = Number(metadata.vat_percent ?? 0)
  return code && packageCode && Number.isInteger(vat) && vat >= 0 && vat <= 100
    ? { code, package_code: packageCode, vat_percent: vat }
    : undefined
}

function lineOf(item: Item): SoldLine | undefined {
  const codes = codesOf(item)
  if (!codes) {
    return undefined
  }
  const gross = hundredths(item.original_total)
  return {
    title: [item.product_title ?? item.title, item.variant_title].filter(Boolean).join(", "),
    quantity: MathBN.convert(item.quantity).toNumber(),
    gross,
    discount: gross - hundredths(item.total),
    ...codes,
  }
}

/**
 * What an order sold, for the fiscal receipt; null while a product lacks its codes, for a receipt without them
 * would be refused.
 */
export const readReceiptStep = createStep(
  "read-receipt",
  async ({ order_id: id }: { order_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id } })
    const [found]: unknown[] = data
    const order = found as SoldOrder
    const lines = order.items.map(lineOf).filter((line) => line !== undefined)
    if (lines.length < order.items.length) {
      return new StepResponse<SoldGoods | null>(null)
    }
    const title = order.shipping_methods?.at(0)?.name ?? "Доставка"
    const goods: SoldGoods = { lines, delivery: { title, price: hundredths(order.shipping_total) } }
    return new StepResponse<SoldGoods | null>(goods)
  },
)
