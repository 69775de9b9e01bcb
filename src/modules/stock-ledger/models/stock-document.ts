import { model } from "@medusajs/framework/utils"
import { DOCUMENT_KINDS } from "../types"

/** What one person records at once, such as a delivery note with its lines. Its movements refer to it. */
export const StockDocument = model
  .define(
    { name: "stock_document", tableName: "stock_document" },
    {
      id: model.id({ prefix: "stdoc" }).primaryKey(),
      kind: model.enum([...DOCUMENT_KINDS]),
      /** Chosen by the caller: a repeated call with the same key records nothing. */
      key: model.text().unique().nullable(),
      supplier_id: model.text().nullable(),
      reason: model.text().nullable(),
      note: model.text().nullable(),
      /** The photo of the delivery note or of the wilted flowers, in Telegram. */
      photo_file_id: model.text().nullable(),
      actor_type: model.text(),
      actor_id: model.text().nullable(),
      channel: model.text(),
    },
  )
  .indexes([{ on: ["created_at"] }])
