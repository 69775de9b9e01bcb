import { MathBN } from "@medusajs/framework/utils"
import { digitsOf, minorUnits, payable } from "../../../lib/money"
import type { SoldOrder } from "./sold-order"

/** A line of a receipt. Amounts are in minor units for the whole line. */
export type SoldAmount = {
  id: string
  /** "Red dawn, S" */
  title: string
  quantity: number
  /** Before discounts, with tax. */
  gross: number
  /** After discounts, with tax. */
  paid: number
}

export type SoldAmounts = { lines: SoldAmount[]; delivery: { title: string; price: number } }

/** The amounts of Medusa, each rounded to the minor unit. */
function exactAmounts({
  items,
  shipping_methods: methods,
  shipping_total: shipping,
}: SoldOrder): SoldAmounts {
  return {
    lines: items.map((item) => ({
      id: item.id,
      title: [item.product_title ?? item.title, item.variant_title].filter(Boolean).join(", "),
      quantity: MathBN.convert(item.quantity).toNumber(),
      gross: minorUnits(item.original_total),
      paid: minorUnits(item.total),
    })),
    delivery: { title: methods?.at(0)?.name ?? "Доставка", price: minorUnits(shipping) },
  }
}

const pricesOf = ({ lines, delivery }: SoldAmounts) => [...lines.map(({ paid }) => paid), delivery.price]

const sumOf = (prices: number[]) => prices.reduce((sum, price) => sum + price, 0)

const withPrices = ({ lines, delivery }: SoldAmounts, prices: number[]): SoldAmounts => ({
  lines: lines.map((line, index) => ({ ...line, paid: prices[index] })),
  delivery: { ...delivery, price: prices[lines.length] },
})

/** Lets the most expensive part take the rounding, if the amounts differ from the sum in nothing else. */
function withRounding(amounts: SoldAmounts, sum: number, currency: string): SoldAmounts {
  const prices = pricesOf(amounts)
  const difference = sum - sumOf(prices)
  // Rounding moves a total by at most one unit of the currency, and each part by half a minor unit.
  const most = 10 ** Math.max(0, 2 - digitsOf(currency)) + prices.length
  if (Math.abs(difference) <= most && difference !== sum) {
    prices[prices.indexOf(Math.max(...prices))] += difference
  }
  return withPrices(amounts, prices)
}

/** Gives each part its share of a smaller sum. */
function sharedOut(amounts: SoldAmounts, sum: number): SoldAmounts {
  const prices = pricesOf(amounts)
  const total = BigInt(sumOf(prices))
  let priced = 0n
  let given = 0n
  return withPrices(
    amounts,
    prices.map((price) => {
      priced += BigInt(price)
      const before = given
      given = (priced * BigInt(sum)) / total
      return Number(given - before)
    }),
  )
}

/** What an order costs more than its former version: added lines, and raised quantities and prices. */
function raised(order: SoldOrder, former: SoldOrder): SoldAmounts {
  const now = exactAmounts(order)
  const before = exactAmounts(former)
  const known = new Map(before.lines.map((line) => [line.id, line]))
  const lines = now.lines.map((line) => {
    const { quantity, gross, paid } = known.get(line.id) ?? { quantity: 0, gross: 0, paid: 0 }
    return {
      ...line,
      quantity: line.quantity > quantity ? line.quantity - quantity : line.quantity,
      gross: line.gross - gross,
      paid: line.paid - paid,
    }
  })
  return {
    lines: lines.filter(({ paid }) => paid > 0),
    delivery: { ...now.delivery, price: Math.max(0, now.delivery.price - before.delivery.price) },
  }
}

/**
 * What each line and delivery cost, so that they add up to the amount to pay. Receipts show each line in minor units, and
 * the total is rounded, so the most expensive line takes the difference. With credit they add up to more.
 */
export const amountsOf = (order: SoldOrder): SoldAmounts =>
  withRounding(
    exactAmounts(order),
    minorUnits(payable(order.total, order.currency_code)),
    order.currency_code,
  )

/**
 * What the payment of a difference pays for: what the order costs more than its former version. If other lines became
 * cheaper, each part has its share of the amount. An order that costs no more than before has a part that was not paid,
 * for example after a refund: then all lines have their shares. The parts add up to the amount.
 *
 * @param amount in minor units
 */
export function differenceOf(order: SoldOrder, former: SoldOrder, amount: number): SoldAmounts {
  const isEnough = (amounts: SoldAmounts) => sumOf(pricesOf(amounts)) >= amount
  const more = withRounding(raised(order, former), amount, order.currency_code)
  const parts = isEnough(more) ? more : amountsOf(order)
  return isEnough(parts) ? sharedOut(parts, amount) : parts
}
