import { model } from "@medusajs/framework/utils"
import { ACTIONS, STATUSES } from "../order-transitions"
import { Assignment } from "./assignment"

/** One line of an assignment's history, written in the same transaction as the change itself. */
export const Transition = model
  .define(
    { name: "transition", tableName: "workshop_transition" },
    {
      id: model.id({ prefix: "asgtr" }).primaryKey(),
      /** Counts up: the order in which things happened. */
      number: model.autoincrement(),
      assignment: model.belongsTo(() => Assignment, { mappedBy: "transitions" }),
      action: model.enum(["open", ...ACTIONS]),
      /** Null for the first one. */
      from: model.enum([...STATUSES]).nullable(),
      to: model.enum([...STATUSES]),
      actor_type: model.enum(["staff", "shopper", "admin", "system"]),
      /** The staff member, the customer or the admin's user. */
      actor_id: model.text().nullable(),
      /** The name at that time: people change and leave. */
      actor_name: model.text().nullable(),
      reason: model.text().nullable(),
      metadata: model.json().nullable(),
      /** When all who should know had been told. */
      announced_at: model.dateTime().nullable(),
    },
  )
  .indexes([{ on: ["number"], where: "announced_at IS NULL AND deleted_at IS NULL" }])
