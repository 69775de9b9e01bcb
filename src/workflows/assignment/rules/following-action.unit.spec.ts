import type { FollowedFulfillment, FollowedOrder } from "../../../medusa-sql/followed-orders"
import type { Status } from "../../../modules/workshop/order-transitions"
import { followingAction, type FollowingAssignment } from "./following-action"

const NOON = "2026-11-21T12:00:00Z"
const EVENING = "2026-11-21T18:00:00Z"

const at = (status: Status, more: Partial<FollowingAssignment> = {}): FollowingAssignment => ({
  status,
  method: "delivery",
  florist_id: null,
  courier_id: null,
  picked_up_at: null,
  photo_sent_at: null,
  photo_due_at: null,
  photo_changes: 0,
  reopened_at: null,
  fulfillment_id: "ful_1",
  ...more,
})

const made = (more: Partial<FollowedFulfillment> = {}): FollowedFulfillment => ({
  id: "ful_1",
  requires_shipping: true,
  canceled_at: null,
  shipped_at: null,
  delivered_at: null,
  shipped_by: null,
  ...more,
})

const order = (fulfillments: FollowedFulfillment[], more: Partial<FollowedOrder> = {}): FollowedOrder => ({
  id: "order_1",
  status: "pending",
  is_paid: false,
  address_id: null,
  fulfillments,
  ...more,
})

const SHIPPED = made({ shipped_at: NOON })
const DELIVERED = made({ shipped_at: NOON, delivered_at: NOON })
const PICKUP = { method: "pickup" } as const

describe("the action that follows Medusa's order", () => {
  it.each([
    ["nothing is fulfilled", at("offered"), order([]), undefined],
    ["a fulfillment waits for a florist", at("offered"), order([made()]), undefined],
    ["it was shipped without a florist", at("offered"), order([SHIPPED]), "accept"],
    ["the florist works", at("accepted"), order([made()]), undefined],
    ["a process accepts it just now", at("accepted", { fulfillment_id: null }), order([]), undefined],
    ["its fulfillment was canceled", at("accepted"), order([made({ canceled_at: NOON })]), "give_back"],
    [
      "a canceled fulfillment was replaced",
      at("accepted"),
      order([made({ canceled_at: NOON }), made({ id: "ful_2" })]),
      undefined,
    ],
    ["it was shipped", at("accepted"), order([SHIPPED]), "mark_ready"],
    ["it was shipped, second step", at("ready"), order([SHIPPED]), "pick_up"],
    ["its delivery failed", at("ready", { picked_up_at: new Date() }), order([SHIPPED]), undefined],
    ["it was delivered after all", at("ready", { picked_up_at: new Date() }), order([DELIVERED]), "pick_up"],
    [
      "a canceled fulfillment of a finished bouquet",
      at("ready"),
      order([made({ canceled_at: NOON })]),
      undefined,
    ],
    [
      "only the first goods of an order with a replacement were delivered",
      at("offered", { fulfillment_id: null, reopened_at: EVENING }),
      order([DELIVERED]),
      undefined,
    ],
    [
      "the replacement was shipped",
      at("accepted", { fulfillment_id: "ful_2", reopened_at: EVENING }),
      order([DELIVERED, made({ id: "ful_2", shipped_at: EVENING })]),
      "mark_ready",
    ],
    ["the courier is on the way", at("out_for_delivery"), order([SHIPPED]), undefined],
    ["it was delivered", at("out_for_delivery"), order([DELIVERED]), "deliver"],
    ["a pick-up order waits", at("ready", PICKUP), order([SHIPPED]), undefined],
    [
      "a pick-up order was handed over",
      at("ready", PICKUP),
      order([made({ delivered_at: NOON })]),
      "deliver",
    ],
    ["it waits for its payment", at("awaiting_payment"), order([]), undefined],
    ["it was paid", at("awaiting_payment"), order([], { is_paid: true }), "offer"],
    ["it was canceled", at("accepted"), order([], { status: "canceled" }), "cancel"],
    ["it is closed", at("returned"), order([], { status: "canceled" }), undefined],
    [
      "a certificate was sent, the bouquet was not",
      at("accepted"),
      order([made(), made({ id: "ful_2", requires_shipping: false, delivered_at: NOON })]),
      undefined,
    ],
    [
      "an order of certificates was sent",
      at("accepted", PICKUP),
      order([made({ requires_shipping: false, delivered_at: NOON })]),
      "mark_ready",
    ],
  ] as const)("when %s", (_, assignment, medusa, action) => {
    expect(followingAction(assignment, medusa)).toBe(action)
  })
})
