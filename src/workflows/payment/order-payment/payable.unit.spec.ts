import type { OrderMoney } from "./order-money"
import { amountDue, busyWith, isCanceled, isPaid, refusePayment } from "./payable"

const DUE = new Date("2026-11-21T10:15:00Z")
const before = new Date("2026-11-21T10:14:59Z")

type Collection = NonNullable<NonNullable<OrderMoney["payment_collections"]>[number]>

const collection = (changes: Partial<Collection> = {}): Collection => ({
  id: "pay_col",
  status: "awaiting",
  amount: 270_000,
  captured_amount: null,
  refunded_amount: null,
  payment_sessions: [],
  payments: [],
  ...changes,
})

const order = (changes: Partial<OrderMoney> = {}): OrderMoney => ({
  id: "order",
  display_id: 7,
  status: "pending",
  currency_code: "uzs",
  total: 270_000,
  locale: "ru-RU",
  customer_id: "cus",
  payment_collections: [collection()],
  assignment: { id: "asg", status: "awaiting_payment", payment_due_at: DUE },
  ...changes,
})
const waiting = (status: "offered" | "canceled", due: Date | null = DUE) => ({
  assignment: { id: "asg", status, payment_due_at: due },
})

const right = { amount: 27_000_000, currency_code: "uzs" }
const inTime = { now: before, onTime: true }

describe("amountDue", () => {
  it("is the total in minor units if the only collection has the same amount", () => {
    expect(amountDue(order())).toBe(27_000_000)
    expect(amountDue(order({ payment_collections: [collection({ amount: 260_000 })] }))).toBeUndefined()
    expect(amountDue(order({ payment_collections: [collection(), collection()] }))).toBeUndefined()
    expect(amountDue(order({ payment_collections: [] }))).toBeUndefined()
  })

  it("ignores rounding fractions of Medusa's totals", () => {
    expect(amountDue(order({ total: "269999.9999999999999999999952" }))).toBe(27_000_000)
    expect(amountDue(order({ total: "269999.49" }))).toBeUndefined()
    expect(amountDue(order({ total: "269999.99", currency_code: "usd" }))).toBeUndefined()
  })

  it("is rounded to the currency's last digit", () => {
    expect(amountDue(order({ total: "269999.99" }))).toBe(27_000_000)
    const collections = { payment_collections: [collection({ amount: 94_990.5 })] }
    expect(amountDue(order({ total: 94_990.5, ...collections }))).toBe(9_499_100)
    expect(amountDue(order({ total: 94_990.5, ...collections, currency_code: "usd" }))).toBe(9_499_050)
  })
})

describe("an order", () => {
  it("is paid once something is captured", () => {
    expect(isPaid(order())).toBe(false)
    expect(isPaid(order({ payment_collections: [collection({ captured_amount: 0 })] }))).toBe(false)
    expect(isPaid(order({ payment_collections: [collection(), collection({ captured_amount: 1 })] }))).toBe(
      true,
    )
  })

  it("is canceled for Medusa or for the workshop", () => {
    expect(isCanceled(order())).toBe(false)
    expect(isCanceled(order({ status: "canceled" }))).toBe(true)
    expect(isCanceled(order(waiting("canceled")))).toBe(true)
    expect(isCanceled(order({ assignment: null }))).toBe(false)
  })
})

describe("a payment", () => {
  it("is accepted if the order awaits exactly this amount", () => {
    expect(refusePayment(order(), right, inTime)).toBeUndefined()
  })

  it("is refused if the order is unknown, canceled, paid, or does not await an online payment", () => {
    expect(refusePayment(undefined, right, inTime)).toBe("no_order")
    expect(refusePayment(order({ status: "canceled" }), right, inTime)).toBe("order_canceled")
    const paid = order({ payment_collections: [collection({ captured_amount: 270_000 })] })
    expect(refusePayment(paid, right, inTime)).toBe("already_paid")
    expect(refusePayment(order(waiting("offered")), right, inTime)).toBe("not_awaited")
    expect(refusePayment(order({ assignment: null }), right, inTime)).toBe("not_awaited")
  })

  it("is refused after the payment window, unless it is in progress", () => {
    expect(refusePayment(order(), right, { now: DUE, onTime: true })).toBe("order_canceled")
    expect(refusePayment(order(), right, { now: DUE, onTime: false })).toBeUndefined()
    const open = order({ assignment: { id: "asg", status: "awaiting_payment", payment_due_at: null } })
    expect(refusePayment(open, right, { now: DUE, onTime: true })).toBeUndefined()
  })

  it("is accepted for the difference only, if an edit made a paid order more expensive", () => {
    const edited = (status: "ready" | "delivered") =>
      order({
        total: 300_000,
        summary: { current_order_total: 300_000, pending_difference: 30_000 },
        payment_collections: [
          collection({ captured_amount: 270_000 }),
          collection({ id: "pay_col_2", amount: 30_000 }),
        ],
        assignment: { id: "asg", status, payment_due_at: DUE },
      })
    const late = { now: new Date("2026-11-22T10:00:00Z"), onTime: true }
    expect(refusePayment(edited("ready"), { amount: 3_000_000, currency_code: "uzs" }, late)).toBeUndefined()
    expect(refusePayment(edited("ready"), right, late)).toBe("wrong_amount")
    expect(refusePayment(edited("delivered"), { amount: 3_000_000, currency_code: "uzs" }, late)).toBe(
      "already_paid",
    )
  })

  it("is refused with another amount or currency", () => {
    expect(refusePayment(order(), { ...right, amount: 26_999_999 }, inTime)).toBe("wrong_amount")
    expect(refusePayment(order(), { ...right, currency_code: "eur" }, inTime)).toBe("wrong_amount")
  })

  it("is refused as busy beside a transaction in progress, and as paid beside a performed one", () => {
    expect(busyWith({ state: "performed" })).toBe("already_paid")
    expect(busyWith({ state: "in_progress" })).toBe("busy")
  })
})
