import { model } from "@medusajs/framework/utils"
import { METHODS, STATUSES } from "../order-transitions"
import { Transition } from "./transition"

/** An order's way through the workshop. There is one for each order, opened when the order is placed. */
export const Assignment = model
  .define(
    { name: "assignment", tableName: "workshop_assignment" },
    {
      id: model.id({ prefix: "asg" }).primaryKey(),
      order_id: model.text().unique(),
      /** The order's number, as people say it. */
      display_id: model.number(),
      method: model.enum([...METHODS]),
      status: model.enum([...STATUSES]),
      /** The staff member who makes it; null while offered, and when Medusa's admin took it on. */
      florist_id: model.text().nullable(),
      /** The staff member who brings it. */
      courier_id: model.text().nullable(),
      fulfillment_id: model.text().nullable(),
      /** Telegram's file of the finished bouquet's photo. */
      photo_file_id: model.text().nullable(),
      /** An order that waits for its payment waits until then; see the workflow expire-order. */
      payment_due_at: model.dateTime().nullable(),
      offered_at: model.dateTime().nullable(),
      accepted_at: model.dateTime().nullable(),
      ready_at: model.dateTime().nullable(),
      taken_at: model.dateTime().nullable(),
      /** When it first left the shop; kept after a failed attempt. */
      picked_up_at: model.dateTime().nullable(),
      delivered_at: model.dateTime().nullable(),
      /** Delivered, returned or canceled: nothing follows. */
      closed_at: model.dateTime().nullable(),
      transitions: model.hasMany(() => Transition, { mappedBy: "assignment" }),
    },
  )
  .indexes([{ on: ["status"] }, { on: ["florist_id"] }, { on: ["courier_id"] }])
