import { balanceInMinorUnits, balanceOf, type OrderWithMoney } from "./balance"

const order = (total: number, captured: number, pending?: number, status = "pending"): OrderWithMoney => ({
  status,
  currency_code: "uzs",
  total,
  summary: pending === undefined ? null : { current_order_total: total, pending_difference: pending },
  payment_collections: [{ captured_amount: captured }, null, { captured_amount: null }],
})

describe("the open amounts of an order", () => {
  it("are the whole total before the payment, and nothing afterwards", () => {
    expect(balanceOf(order(300, 0))).toEqual({ paid: 0, due: 300, owed: 0 })
    expect(balanceOf(order(300, 300))).toEqual({ paid: 300, due: 0, owed: 0 })
  })

  it("are the difference after an edit of a paid order", () => {
    expect(balanceOf(order(500, 300, 200))).toEqual({ paid: 300, due: 200, owed: 0 })
    expect(balanceOf(order(200, 300, -100))).toEqual({ paid: 300, due: 0, owed: 100 })
  })

  it("become nothing when the shop has given the difference back", () => {
    expect(balanceOf(order(200, 300, 0))).toEqual({ paid: 300, due: 0, owed: 0 })
  })

  it("do not ask again for money that was refunded as a courtesy", () => {
    expect(balanceOf(order(300, 300, 50))).toEqual({ paid: 300, due: 0, owed: 0 })
    expect(balanceOf(order(350, 300, 100))).toEqual({ paid: 300, due: 50, owed: 0 })
  })

  it("ask for the whole difference of an order that was edited up after a refund", () => {
    const refunded = (total: number, pending: number, amount: number) => ({
      ...order(total, 300, pending),
      payment_collections: [{ captured_amount: 300, refunded_amount: amount }],
    })
    // Edited down to 200, 100 given back, edited up to 350.
    expect(balanceOf(refunded(350, 150, 100))).toEqual({ paid: 300, due: 150, owed: 0 })
    // A courtesy refund of 50 lowered the total to 250, an edit added 50.
    expect(balanceOf(refunded(250, 0, 50))).toEqual({ paid: 300, due: 0, owed: 0 })
    expect(balanceOf(refunded(300, 50, 50))).toEqual({ paid: 300, due: 50, owed: 0 })
  })

  it("are zero for a canceled order, whose payments are refunded", () => {
    expect(balanceOf(order(300, 0, 300, "canceled"))).toEqual({ paid: 0, due: 0, owed: 0 })
    expect(balanceOf(order(300, 300, -300, "canceled"))).toMatchObject({ owed: 0 })
  })

  it("are rounded as the total is paid", () => {
    expect(balanceOf(order(94_990.5, 0, 94_990.5))).toMatchObject({ due: 94_991, owed: 0 })
    expect(balanceOf(order(94_990.5, 94_991, -0.5))).toMatchObject({ due: 0, owed: 0 })
  })

  it("are in minor units for the admin", () => {
    const edited = { ...order(94_990.5, 0, -5_009.5), id: "order" }
    expect(balanceInMinorUnits({ ...edited, payment_collections: [] })).toEqual({
      paid: 0,
      due: 0,
      owed: 500_900,
      currency_code: "uzs",
    })
  })
})
