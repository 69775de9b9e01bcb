import { model } from "@medusajs/framework/utils"
import { METHODS, STATUSES } from "../order-transitions"
import { Transition } from "./transition"

/** The state of an order in the workshop. Each order has one assignment, created when the order is placed. */
export const Assignment = model
  .define(
    { name: "assignment", tableName: "workshop_assignment" },
    {
      id: model.id({ prefix: "asg" }).primaryKey(),
      order_id: model.text().unique(),
      /** The order's number for people (Medusa's `display_id`). */
      display_id: model.number(),
      method: model.enum([...METHODS]),
      status: model.enum([...STATUSES]),
      /**
       * The staff member who makes the bouquet. Null while the order is offered, or when a user of Medusa's
       * admin accepted it.
       */
      florist_id: model.text().nullable(),
      /**
       * The florist to whom the order is offered first, because they made its bouquet for the showcase. Null when it is offered to
       * all florists.
       */
      first_florist_id: model.text().nullable(),
      /** Until when it is offered to this florist alone. */
      first_until: model.dateTime().nullable(),
      /** The staff member who delivers the order. */
      courier_id: model.text().nullable(),
      fulfillment_id: model.text().nullable(),
      /** Telegram's file_id of the photo of the finished bouquet. */
      photo_file_id: model.text().nullable(),
      /** When the buyer was asked whether the photo is right; null without a question. */
      photo_sent_at: model.dateTime().nullable(),
      /** Until this time the couriers are not called, because the buyer may still answer; null when nothing waits. */
      photo_due_at: model.dateTime().nullable(),
      /** How often the buyer asked for a change of the bouquet. */
      photo_changes: model.number().default(0),
      /** Telegram's file_id of the photo that the courier took when the recipient got the gift. */
      door_photo_file_id: model.text().nullable(),
      /** Payment deadline of an order in the status awaiting_payment; see the workflow expire-order. */
      payment_due_at: model.dateTime().nullable(),
      offered_at: model.dateTime().nullable(),
      accepted_at: model.dateTime().nullable(),
      ready_at: model.dateTime().nullable(),
      taken_at: model.dateTime().nullable(),
      /** When the order last left the shop. A failed delivery attempt keeps the time. */
      picked_up_at: model.dateTime().nullable(),
      delivered_at: model.dateTime().nullable(),
      /** When the order was delivered, returned or canceled. Only a replacement opens it again. */
      closed_at: model.dateTime().nullable(),
      /** When the Medusa order, its payments, slot and promotions followed the closing; see the workflow finish-closed-order. */
      finished_at: model.dateTime().nullable(),
      /**
       * When an exchange or a claim last opened the closed order again; null for the first round. A later round has only the
       * goods of the replacement.
       */
      reopened_at: model.dateTime().nullable(),
      /**
       * When a member said that the order was handed over. It is recorded as delivered when the time to undo this is over.
       * Each transition clears the three fields.
       */
      confirmed_at: model.dateTime().nullable(),
      /** The staff member who said so. */
      confirmed_by: model.text().nullable(),
      /** The cash that they took, in minor units. */
      confirmed_cash: model.text().nullable(),
      transitions: model.hasMany(() => Transition, { mappedBy: "assignment" }),
    },
  )
  .indexes([
    { on: ["status"] },
    { on: ["florist_id"] },
    { on: ["courier_id"] },
    { on: ["photo_due_at"], where: "photo_due_at IS NOT NULL AND deleted_at IS NULL" },
    { on: ["closed_at"], where: "closed_at IS NOT NULL AND finished_at IS NULL AND deleted_at IS NULL" },
  ])
