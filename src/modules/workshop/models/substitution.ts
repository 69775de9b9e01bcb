import { model } from "@medusajs/framework/utils"

/**
 * A florist's proposal to use other flowers for one line of an order, at the same price. The person who ordered agrees or
 * refuses. An order has at most one proposal that waits for an answer.
 */
export const Substitution = model
  .define(
    { name: "substitution", tableName: "workshop_substitution" },
    {
      id: model.id({ prefix: "subst" }).primaryKey(),
      assignment_id: model.text(),
      /** The line of Medusa's order that is replaced. */
      line_id: model.text(),
      /** Quantity of the line when it was proposed. */
      quantity: model.number(),
      /** The variant that replaces it. */
      variant_id: model.text(),
      /** Names by language, because a product can be renamed or deleted. */
      old_title: model.json(),
      new_title: model.json(),
      /** The staff member who proposed it. */
      proposed_by: model.text(),
      status: model.enum(["proposed", "agreed", "refused", "withdrawn"]),
      decided_at: model.dateTime().nullable(),
    },
  )
  .indexes([
    { on: ["assignment_id"] },
    {
      name: "IDX_workshop_substitution_open",
      on: ["assignment_id"],
      unique: true,
      where: "status = 'proposed' AND deleted_at IS NULL",
    },
  ])
