import { OPEN_STATUSES, type AssignmentState, type Status } from "../../../modules/workshop/order-transitions"

/** What Medusa's own order page and its Admin API can do with an order. */
export type CoreAction =
  | "fulfill"
  | "ship"
  | "deliver"
  | "cancel_fulfillment"
  | "cancel"
  | "cancel_replacement"
  | "complete"
  | "archive"
  | "request_transfer"

export type CoreRefusal = { code: string; sentence: string }

const PANEL = "the panel Workshop of the order's page"

/** Refusals by action and status; the workshop follows every other action. See docs/architecture.md. */
const REFUSALS: ({
  actions: CoreAction[]
  in: Status[]
  departed?: boolean
  replacement?: true
} & CoreRefusal)[] = [
  {
    actions: ["fulfill", "ship", "deliver"],
    in: ["awaiting_payment"],
    code: "payment_awaited",
    sentence: "The order waits for its payment. It can be fulfilled after the payment.",
  },
  {
    actions: ["fulfill", "ship", "deliver"],
    in: ["offered"],
    code: "accept_in_workshop",
    sentence: `No florist has accepted the order yet. Press Accept in ${PANEL}: this fulfils the whole order.`,
  },
  {
    actions: ["cancel_fulfillment"],
    in: ["ready", "out_for_delivery"],
    code: "cancel_in_workshop",
    sentence: `The bouquet is finished. Cancel or return the order in ${PANEL}.`,
  },
  {
    actions: ["cancel"],
    in: OPEN_STATUSES,
    replacement: true,
    code: "cancel_replacement",
    sentence:
      "The first goods of this order are delivered. Cancel the exchange or the claim on this page instead.",
  },
  {
    actions: ["cancel", "cancel_replacement"],
    in: ["ready"],
    departed: true,
    code: "return_in_workshop",
    sentence: `The order has left the shop. Press Returned in ${PANEL}.`,
  },
  {
    actions: ["cancel", "cancel_replacement"],
    in: ["out_for_delivery"],
    code: "return_in_workshop",
    sentence: `The courier has the order. Press Delivery failed, then Returned, in ${PANEL}.`,
  },
  {
    actions: ["cancel"],
    in: ["accepted", "ready"],
    code: "cancel_in_workshop",
    sentence: `A florist has accepted the order. Press Cancel order in ${PANEL}: it asks for the reason, which the florist and the shopper get.`,
  },
  {
    actions: ["complete", "archive"],
    in: OPEN_STATUSES,
    code: "finish_in_workshop",
    sentence: `The order is not delivered yet. Finish it in ${PANEL}: this completes it here too.`,
  },
  // Medusa's order follows the workshop a moment later. A button pressed in between would change the stock once more.
  ...(
    [
      [
        ["fulfill", "ship", "deliver", "cancel_fulfillment"],
        ["returned", "canceled"],
      ],
      [["cancel_fulfillment"], ["delivered"]],
    ] satisfies [CoreAction[], Status[]][]
  ).map(([actions, statuses]) => ({
    actions,
    in: statuses,
    code: "order_closed",
    sentence:
      "The order is closed in the Workshop, so its fulfillment stays as it is. Add flowers that can still be sold to the stock.",
  })),
  // Until the other customer answers, Medusa refuses each fulfillment, delivery and cancellation of the order.
  {
    actions: ["request_transfer"],
    in: OPEN_STATUSES,
    code: "transfer_later",
    sentence:
      "A requested transfer stops the order until the other customer confirms it. Transfer the order after its delivery.",
  },
]

/** The refusal of an action of core for an order in the workshop; undefined if the workshop follows it. */
export function coreRefusal(action: CoreAction, at: AssignmentState): CoreRefusal | undefined {
  return REFUSALS.find(
    ({ actions, in: statuses, departed, replacement }) =>
      actions.includes(action) &&
      statuses.includes(at.status) &&
      (!departed || Boolean(at.picked_up_at)) &&
      (!replacement || Boolean(at.reopened_at)),
  )
}
