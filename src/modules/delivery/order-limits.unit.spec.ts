import { addressKey, buyerProblem, isCallDue, type OrderLimits } from "./order-limits"
import type { Earlier } from "./statements"

const NONE: Earlier = { last_hour: 0, open_cash: 0, unpaid: 0, delivered: 0, no_shows: 0 }
const LIMITS: OrderLimits = {
  ordersPerHour: 6,
  unpaidOrders: 3,
  openCashOrders: 3,
  cashNoShows: 2,
  firstCashOrder: "advance",
  firstCashOrderValue: 1000,
  giftCash: "shop",
}
const OFF: OrderLimits = {
  ...LIMITS,
  ordersPerHour: 0,
  unpaidOrders: 0,
  openCashOrders: 0,
  cashNoShows: 0,
  firstCashOrderValue: 0,
}
const facts = { statusOf: () => "", isNoShow: () => "" }
const buyer = (pays_cash: boolean, limits = LIMITS, total = 1000) => ({ pays_cash, limits, total, facts })

describe("the limits of a buyer's orders", () => {
  it("let ordinary orders pass", () => {
    expect(buyerProblem(buyer(true), { ...NONE, last_hour: 5, open_cash: 2, no_shows: 1 })).toBeUndefined()
    expect(buyerProblem(buyer(false), { ...NONE, unpaid: 2, open_cash: 9, no_shows: 9 })).toBeUndefined()
  })

  it.each([
    [false, { last_hour: 6 }, "too_many_orders"],
    [false, { unpaid: 3 }, "unpaid_orders"],
    [true, { open_cash: 3 }, "open_cash_orders"],
    [true, { no_shows: 2, open_cash: 3 }, "cash_refused"],
  ])("refuse an order: cash %p, %p", (cash, earlier, code) => {
    expect(buyerProblem(buyer(cash), { ...NONE, ...earlier })).toBe(code)
    expect(buyerProblem(buyer(cash, OFF), { ...NONE, ...earlier })).toBeUndefined()
  })

  it("let a giver pay in cash at the shop, if the shop wants it", () => {
    const off = { ...LIMITS, giftCash: "off" as const }
    expect(buyerProblem(buyer(true), NONE, true)).toBeUndefined()
    expect(buyerProblem(buyer(true, off), NONE, true)).toBe("gift_in_advance")
    expect(buyerProblem(buyer(true, off), NONE)).toBeUndefined()
    expect(buyerProblem(buyer(false, off), NONE, true)).toBeUndefined()
  })

  it("ask for a payment in advance, or for a call, for a costly first order in cash", () => {
    const call = { ...LIMITS, firstCashOrder: "call" as const }
    expect(buyerProblem(buyer(true, LIMITS, 1001), NONE)).toBe("first_order_in_advance")
    expect(isCallDue(buyer(true, LIMITS, 1001), NONE)).toBe(false)
    expect(buyerProblem(buyer(true, call, 1001), NONE)).toBeUndefined()
    expect(isCallDue(buyer(true, call, 1001), NONE)).toBe(true)
    expect(isCallDue(buyer(true, call, 1000), NONE)).toBe(false)
    expect(isCallDue(buyer(false, call, 1001), NONE)).toBe(false)
    expect(isCallDue(buyer(true, call, 1001), { ...NONE, delivered: 1 })).toBe(false)
  })

  it("know an address whatever its punctuation and letter case", () => {
    expect(addressKey("7, Khakikat street")).toBe(addressKey("7 KHAKIKAT, street."))
    expect(addressKey("7, Khakikat street")).not.toBe(addressKey("8, Khakikat street"))
    expect([addressKey(null), addressKey(" , ")]).toEqual(["", ""])
  })
})
