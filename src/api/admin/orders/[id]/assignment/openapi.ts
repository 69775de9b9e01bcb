import { z } from "@medusajs/framework/zod"
import { ACTIONS, METHODS, STATUSES } from "../../../../../modules/workshop/order-transitions"
import { OPEN_CHANGE_KINDS } from "../../../../../medusa-sql/order-changes"
import { instant, record, type RouteDescriptions } from "../../../../route-description"
import { deliveryFields, exactTime } from "../../../../store/carts/[id]/delivery/openapi"
import { rating } from "../../../ratings/openapi"
import { TakeStep } from "./validators"

/** The fields of every answer with an assignment. */
export const assignmentFields = {
  order_id: z.string(),
  display_id: z.number().describe("The order's number"),
  method: z.enum(METHODS),
  status: z.enum(STATUSES),
  florist_id: z.string().nullable(),
  florist_name: z.string().nullable(),
  courier_id: z.string().nullable(),
  courier_name: z.string().nullable(),
}

const assignment = z.looseObject({
  ...record,
  ...assignmentFields,
  photo_file_id: z.string().nullable().describe("Telegram's file_id of the photo of the finished bouquet"),
  photo_sent_at: instant.nullable().describe("When the buyer was asked whether the photo is right"),
  photo_due_at: instant
    .nullable()
    .describe("Until then the couriers wait for the buyer's answer; null when nothing waits"),
  door_photo_file_id: z
    .string()
    .nullable()
    .describe("Telegram's file_id of the photo of the handed-over gift"),
  photo_changes: z.number().describe("How often the buyer asked for a change of the bouquet"),
})

const delivery = z.looseObject({
  ...deliveryFields,
  date: z.string().nullable(),
  starts_at: instant.nullable(),
  ends_at: instant.nullable(),
  express: z.boolean().describe("An express delivery: it starts and ends at the promised time"),
  exact_time: exactTime,
  status: z.enum(["draft", "booked", "released"]),
  call_first: z
    .boolean()
    .describe("A costly first order in cash: staff talk to the buyer before they make it"),
  no_shows: z.number().describe("Earlier orders of the phone that were not received"),
})

const transition = z.looseObject({
  id: z.string(),
  action: z
    .enum(["open", "change", "change_delivery", "door_photo", ...ACTIONS])
    .describe(
      "change: the order was changed in Medusa, for example by an order edit; change_delivery: its delivery was changed; door_photo: the courier sent the photo of the handed-over gift",
    ),
  from: z.enum(STATUSES).nullable(),
  to: z.enum(STATUSES),
  actor_type: z.enum(["staff", "shopper", "admin", "system"]),
  actor_name: z.string().nullable(),
  reason: z.string().nullable(),
  metadata: z.looseObject({}).nullable(),
  created_at: instant,
})

/** The open amounts of an order. */
export const balance = z
  .strictObject({
    paid: z.number().describe("Captured amount, including refunded money"),
    due: z.number().describe("Amount that the shopper still has to pay"),
    owed: z.number().describe("Amount that the shop has to give back"),
    currency_code: z.string(),
  })
  .describe("Amounts in minor units")

const answer = z.strictObject({
  assignment: assignment
    .nullable()
    .describe("Null for an order that was not placed through the shop's checkout"),
  delivery: delivery.nullable(),
  balance,
  payment_url: z
    .string()
    .nullable()
    .describe("Where the shopper can pay online what an edit left to pay of a paid order"),
  open_change: z
    .strictObject({
      kind: z.enum(OPEN_CHANGE_KINDS),
      begun_at: instant,
      begun_by: z.string().nullable().describe("Name of the admin user who began it"),
    })
    .nullable()
    .describe("The change in Medusa's admin that is begun and neither confirmed nor canceled"),
  rating: rating.nullable().describe("What the buyer thinks of the delivered order"),
  transitions: z.array(transition).describe("Transitions of the order, oldest first"),
  next_actions: z.array(z.strictObject({ action: z.enum(ACTIONS), needs_reason: z.boolean() })),
})

export const orderAssignmentRoutes: RouteDescriptions = {
  "GET /admin/orders/:id/assignment": {
    summary: "Returns an order's delivery, its transitions and the actions that are allowed now.",
    answer,
    errors: ["not_found"],
  },
  "POST /admin/orders/:id/assignment/:action": {
    summary: "Performs a transition of the order as the admin user; next_actions lists the allowed actions.",
    body: TakeStep,
    answer,
    errors: [
      "not_found",
      "not_allowed",
      "too_late",
      "already_taken",
      "reason_required",
      "out_of_stock",
      "gift_unpaid",
      "nothing_due",
      "order_being_changed",
    ],
  },
  "POST /admin/orders/:id/balance/pay-back": {
    summary: "Records that the shop gave back in cash what it owes. Only for roles with access to money.",
    answer,
    errors: ["not_found", "not_allowed", "nothing_owed"],
  },
}
