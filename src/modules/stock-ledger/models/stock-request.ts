import { model } from "@medusajs/framework/utils"

/** A large loss or correction that waits for a second person. Nothing moves before it is approved. */
export const StockRequest = model
  .define(
    { name: "stock_request", tableName: "stock_request" },
    {
      id: model.id({ prefix: "streq" }).primaryKey(),
      kind: model.enum(["loss", "correction"]),
      /** Chosen by the caller: a repeated call with the same key asks nothing. */
      key: model.text().unique().nullable(),
      /** `StockLine[]` */
      lines: model.json(),
      /** Pieces of all lines, without their signs. */
      pieces: model.number(),
      /** What the flowers are worth, in minor units, when the request was made. */
      worth: model.bigNumber(),
      reason: model.text().nullable(),
      note: model.text().nullable(),
      photo_file_id: model.text().nullable(),
      status: model.enum(["pending", "approved", "refused"]).default("pending"),
      /** The staff member who asks; null for an API key. This person may not decide. */
      member_id: model.text().nullable(),
      actor_type: model.text(),
      actor_id: model.text().nullable(),
      channel: model.text(),
      decided_by: model.text().nullable(),
      decided_at: model.dateTime().nullable(),
      /** The document that an approved request became. */
      document_id: model.text().nullable(),
    },
  )
  .indexes([{ on: ["status", "created_at"] }])
