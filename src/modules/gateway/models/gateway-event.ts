import { model } from "@medusajs/framework/utils"

/**
 * A webhook event of a gateway, which triggers a look-up of the payment. The row is created before the gateway
 * gets its answer, so that a crash does not lose the event. Duplicate deliveries share one row.
 */
export const GatewayEvent = model
  .define("gateway_event", {
    id: model.id({ prefix: "gwevt" }).primaryKey(),
    provider_id: model.text(),
    /** The gateway's event id. */
    external_id: model.text(),
    /** The gateway's event type, for example "checkout.session.completed". */
    type: model.text(),
    /** The gateway's id of the checkout page or the payment. */
    subject_id: model.text(),
    /** Time of the event by the gateway's clock. */
    happened_at: model.dateTime(),
    /** When the event was processed; null until then. */
    followed_at: model.dateTime().nullable(),
    /** Number of failed attempts, and the error of the last one. */
    failures: model.number().default(0),
    failure: model.text().nullable(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["updated_at"], where: "followed_at IS NULL AND deleted_at IS NULL" },
  ])
