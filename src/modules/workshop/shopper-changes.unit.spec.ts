import type { AssignmentState, Method, Status } from "./order-transitions"
import { changeableParts, isWithCourier } from "./shopper-changes"

const at = (status: Status, more: Partial<AssignmentState> = {}): AssignmentState => ({
  status,
  method: "delivery" as Method,
  florist_id: null,
  courier_id: null,
  picked_up_at: null,
  reopened_at: null,
  photo_sent_at: null,
  photo_due_at: null,
  photo_changes: 0,
  ...more,
})

const PICK_UP = ["slot", "recipient", "card", "comment"]

describe("what a shopper may change in a placed order", () => {
  it("is everything until the bouquet is ready", () => {
    for (const status of ["awaiting_payment", "offered", "accepted"] as const) {
      expect(changeableParts(at(status))).toEqual(["slot", "address", "recipient", "card", "comment"])
    }
    expect(changeableParts(at("accepted", { method: "pickup" }))).toEqual(PICK_UP)
  })

  it("is time, address and recipient of a ready order, until a courier takes it", () => {
    expect(changeableParts(at("ready"))).toEqual(["slot", "address", "recipient"])
    expect(changeableParts(at("ready", { method: "pickup" }))).toEqual(["slot", "recipient"])
    const taken = at("ready", { courier_id: "bobur" })
    expect([changeableParts(taken), isWithCourier(taken)]).toEqual([[], true])
    expect(isWithCourier(at("ready"))).toBe(false)
    expect(isWithCourier(at("out_for_delivery"))).toBe(true)
  })

  it.each([
    ["on the way", at("out_for_delivery")],
    ["after a failed delivery", at("ready", { picked_up_at: new Date() })],
    ["goods of an exchange", at("offered", { reopened_at: new Date() })],
    ["delivered", at("delivered")],
    ["returned", at("returned")],
    ["canceled", at("canceled")],
  ])("is nothing: %s", (_, state) => expect(changeableParts(state)).toEqual([]))
})
