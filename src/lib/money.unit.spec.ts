import { decorateCartTotals, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { billOf, digitsOf, payable, shownDigits, toUnits, type Billed } from "./money"
import { amountsOf, differenceOf, type SoldAmounts } from "../workflows/payment/order-payment/sold-amounts"
import type { SoldOrder } from "../workflows/payment/order-payment/sold-order"

describe("the amount to pay", () => {
  it.each([
    [94_990.5, "uzs", 94_991],
    ["193333.33333333333333", "uzs", 193_333],
    ["94990.499999999999999999", "uzs", 94_991],
    ["269999.99999999999999", "UZS", 270_000],
    [0.3, "uzs", 1],
    [0, "uzs", 0],
    ["0.00000000001", "uzs", 0],
    [27.5, "usd", 27.5],
    [29.90625, "usd", 29.91],
    [0.004, "usd", 0.01],
    [1.0005, "kwd", 1.001],
    [20.5, "jpy", 21],
  ])("of %s %s is %s", (total, currency, expected) => {
    expect(payable(total, currency)).toBe(expected)
  })

  it("is shown with the digits of the currency, and with decimals if there is a fraction", () => {
    expect(["uzs", "USD", "kwd", "jpy"].map(digitsOf)).toEqual([0, 2, 3, 0])
    expect([94_990, 4_999.5].map((amount) => shownDigits(amount, "uzs"))).toEqual([0, 2])
    expect([27, 27.5].map((amount) => shownDigits(amount, "usd"))).toEqual([2, 2])
  })
})

const amounts = (most: number) => fc.integer({ min: 1, max: most * 100 }).map((minor) => minor / 100)

const line = fc.record({
  price: amounts(900_000),
  quantity: fc.integer({ min: 1, max: 9 }),
  /** Share of the price that a promotion takes off. */
  off: fc.double({ min: 0, max: 1, noNaN: true }),
  rate: fc.constantFrom(0, 7.25, 12),
  is_tax_inclusive: fc.boolean(),
})

const cart = fc.record({
  currency_code: fc.constantFrom("uzs", "usd", "kzt"),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  delivery: line,
})

/** A cart or an order with the totals that Medusa computes. */
function computed({ currency_code, lines, delivery }: typeof cart extends fc.Arbitrary<infer T> ? T : never) {
  const charged = ({ rate, off, is_tax_inclusive }: (typeof lines)[number], price: number) => ({
    is_tax_inclusive,
    tax_lines: rate ? [{ rate }] : [],
    adjustments: off ? [{ amount: MathBN.mult(price, off), is_tax_inclusive }] : [],
  })
  const totals: unknown = decorateCartTotals({
    currency_code,
    items: lines.map((one, index) => ({
      ...{ id: `line_${index}`, unit_price: one.price, quantity: one.quantity },
      ...charged(one, one.price * one.quantity),
    })),
    shipping_methods: [{ id: "delivery", amount: delivery.price, ...charged(delivery, delivery.price) }],
    credit_lines: [],
  } as unknown as Parameters<typeof decorateCartTotals>[0])
  return totals as Billed & SoldOrder
}

const RUNS = { numRuns: 500, seed: 77 }
const pricesOf = ({ lines, delivery }: SoldAmounts) => [...lines.map(({ paid }) => paid), delivery.price]
const sumOf = (prices: number[]) => prices.reduce((sum, one) => sum + one, 0)
const inMinorUnits = (amount: number) => MathBN.convert(MathBN.mult(amount, 100), 0).toNumber()

describe("for any prices, discounts, taxes and quantities", () => {
  it("the shown lines, delivery, discount and rounding add up to a total that can be paid", () => {
    fc.assert(
      fc.property(cart, (cart) => {
        const totals = computed(cart)
        const bill = billOf(totals)
        const shown =
          bill.lines.reduce((sum, one) => sum + inMinorUnits(one), 0) +
          inMinorUnits(bill.delivery) -
          inMinorUnits(bill.discount) -
          inMinorUnits(bill.credit) +
          inMinorUnits(bill.rounding)
        expect(shown).toBe(inMinorUnits(bill.total))
        const units = toUnits(bill.total, cart.currency_code)
        expect(payable(bill.total, cart.currency_code)).toBe(bill.total)
        expect(Number.isSafeInteger(units)).toBe(true)
        // Medusa treats less than one unit as nothing owed.
        const owed = MathBN.abs(MathBN.sub(totals.total, bill.total))
        expect(MathBN.lte(owed, 10 ** -digitsOf(cart.currency_code))).toBe(true)
      }),
      RUNS,
    )
  })

  it("the lines of a receipt add up to the same total, and none is negative", () => {
    fc.assert(
      fc.property(cart, (cart) => {
        const totals = computed(cart)
        const prices = pricesOf(amountsOf({ ...totals, shipping_methods: [] }))
        expect(sumOf(prices)).toBe(inMinorUnits(payable(totals.total, cart.currency_code)))
        expect(prices.every((one) => Number.isInteger(one) && one >= 0)).toBe(true)
      }),
      RUNS,
    )
  })

  it("the lines of a difference's receipt add up to the difference, and none is negative", () => {
    const edit = fc.record({ before: cart, after: cart, isPaidInPart: fc.boolean() })
    fc.assert(
      fc.property(edit, ({ before, after, isPaidInPart }) => {
        const [former, order] = [before, { ...after, currency_code: before.currency_code }].map(computed)
        const [paid, total] = [former, order].map((one) =>
          inMinorUnits(payable(one.total, one.currency_code)),
        )
        // An order that costs less than before has a difference only after a refund.
        const amount = total > paid && !isPaidInPart ? total - paid : Math.ceil(total / 3)
        const [now, then] = [order, former].map((one) => ({ ...one, shipping_methods: [] }))
        const prices = pricesOf(differenceOf(now, then, amount))
        expect(sumOf(prices)).toBe(amount)
        expect(prices.every((one) => Number.isInteger(one) && one >= 0)).toBe(true)
      }),
      RUNS,
    )
  })

  it("a receipt of an added line and a raised quantity has only their prices", () => {
    const rose = { price: 99_990, quantity: 1, off: 0.05, rate: 12 as const, is_tax_inclusive: true }
    const delivery = { ...rose, price: 20_000, off: 0 }
    const card = { ...rose, price: 5_000, off: 0 }
    const [former, order] = [[rose], [{ ...rose, quantity: 3 }, card]].map((lines) => ({
      ...computed({ currency_code: "uzs", lines, delivery }),
      shipping_methods: [],
    }))
    // 94 990.5 soums became 284 971.5 soums, each rounded.
    const difference = differenceOf(order, former, 19_498_100)
    expect(difference.lines).toMatchObject([
      { quantity: 2, gross: 19_998_000, paid: 18_998_100 },
      { quantity: 1, gross: 500_000, paid: 500_000 },
    ])
    expect(difference.delivery.price).toBe(0)
  })
})
