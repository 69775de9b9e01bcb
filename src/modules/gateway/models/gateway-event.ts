import { model } from "@medusajs/framework/utils"

/**
 * Something that a gateway told by a webhook: a hint to look at a payment. It is stored before the gateway is
 * answered, so that it is followed even when the process dies, and however often it comes it is one row.
 */
export const GatewayEvent = model
  .define("gateway_event", {
    id: model.id({ prefix: "gwevt" }).primaryKey(),
    provider_id: model.text(),
    /** The gateway's own id of it. */
    external_id: model.text(),
    /** In the gateway's words, such as "checkout.session.completed". */
    type: model.text(),
    /** What it is about: the gateway's own id of a page or a payment. */
    subject_id: model.text(),
    /** When it happened, by the gateway's clock. */
    happened_at: model.dateTime(),
    /** When everything that follows from it was done; null until then. */
    followed_at: model.dateTime().nullable(),
    /** How often that failed, and why the last time. */
    failures: model.number().default(0),
    failure: model.text().nullable(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["updated_at"], where: "followed_at IS NULL AND deleted_at IS NULL" },
  ])
