import { ownResults, type OwnOrder } from "./own-work"

const order = (facts: Partial<OwnOrder>): OwnOrder => ({
  order_id: "order_1",
  display_id: 1,
  method: "delivery",
  status: "delivered",
  is_florist: true,
  is_courier: false,
  accepted_at: null,
  ready_at: null,
  picked_up_at: null,
  delivered_at: null,
  make_by: "2026-11-25T10:00:00+05:00",
  deliver_by: "2026-11-25T12:00:00+05:00",
  ...facts,
})

const WEEK = { from: new Date("2026-11-23T00:00:00+05:00"), to: new Date("2026-11-30T00:00:00+05:00") }

describe("the results of a staff member", () => {
  it("counts a bouquet in the week in which it was ready, in time until the beginning of its slot", () => {
    const orders = [
      order({ ready_at: "2026-11-23T00:00:00+05:00" }),
      order({ ready_at: "2026-11-25T10:00:00+05:00" }),
      order({ ready_at: "2026-11-25T10:00:01+05:00" }),
      order({ ready_at: "2026-11-22T23:59:59+05:00" }),
      order({ ready_at: "2026-11-30T00:00:00+05:00" }),
      order({ ready_at: null }),
      order({ ready_at: "2026-11-25T09:00:00+05:00", is_florist: false }),
    ]
    expect(ownResults(orders, WEEK)).toEqual({ made: 3, madeInTime: 2, delivered: 0, deliveredInTime: 0 })
  })

  it("counts a delivery in time until the end of its slot, and leaves out what came back", () => {
    const courier = { is_florist: false, is_courier: true }
    const orders = [
      order({ ...courier, delivered_at: "2026-11-25T12:00:00+05:00" }),
      order({ ...courier, delivered_at: "2026-11-25T12:00:01+05:00" }),
      order({ ...courier, delivered_at: "2026-11-25T15:00:00+05:00", deliver_by: null }),
      order({ ...courier, delivered_at: "2026-11-25T11:00:00+05:00", status: "returned" }),
      order({ ...courier, status: "out_for_delivery" }),
    ]
    expect(ownResults(orders, WEEK)).toEqual({ made: 0, madeInTime: 0, delivered: 3, deliveredInTime: 2 })
  })
})
