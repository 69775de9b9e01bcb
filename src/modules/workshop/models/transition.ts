import { model } from "@medusajs/framework/utils"
import { ACTIONS, STATUSES } from "../order-transitions"
import { Assignment } from "./assignment"

/** One entry in the history of an assignment. It is written in the same transaction as the change. */
export const Transition = model
  .define(
    { name: "transition", tableName: "workshop_transition" },
    {
      id: model.id({ prefix: "asgtr" }).primaryKey(),
      /** Ascending number; defines the order of the history. */
      number: model.autoincrement(),
      assignment: model.belongsTo(() => Assignment, { mappedBy: "transitions" }),
      /**
       * `open`: the order was placed. `change`: it was changed in Medusa, for example by an order edit. `change_delivery`:
       * its delivery was changed. `door_photo`: the courier sent the photo of the handed-over gift.
       */
      action: model.enum(["open", "change", "change_delivery", "door_photo", ...ACTIONS]),
      /** Null for the first entry. */
      from: model.enum([...STATUSES]).nullable(),
      to: model.enum([...STATUSES]),
      actor_type: model.enum(["staff", "shopper", "admin", "system"]),
      /** Id of the staff member, the customer or the admin user. */
      actor_id: model.text().nullable(),
      /** The actor's name at that time. It does not change later. */
      actor_name: model.text().nullable(),
      reason: model.text().nullable(),
      metadata: model.json().nullable(),
      /** The cash that a courier took with this step, in minor units; null if none. */
      cash: model.text().nullable(),
      cash_currency: model.text().nullable(),
      /** The hand-over with which the courier gave this cash to the shop; null before it. */
      hand_over_id: model.text().nullable(),
      /** When the outbox contained all messages about this transition. */
      announced_at: model.dateTime().nullable(),
    },
  )
  .indexes([{ on: ["number"], where: "announced_at IS NULL AND deleted_at IS NULL" }])
