import { model } from "@medusajs/framework/utils"

/** One change of money or rights. The database refuses to change or delete an entry. */
export const AuditEntry = model
  .define("core_audit_entry", {
    /** A ULID: entries sort by their time. */
    id: model.id({ prefix: "audit" }).primaryKey(),
    actor_type: model.enum(["user", "api-key", "staff", "shopper", "system"]),
    /** Id of the admin user, the API key or the staff member. */
    actor_id: model.text().nullable(),
    /** The actor's name or e-mail at that time. */
    actor_name: model.text().nullable(),
    /** What was done, such as `refund-payment`. */
    action: model.text(),
    /** The kind of the changed record, such as `payment`. */
    subject_type: model.text(),
    subject_id: model.text().nullable(),
    /** The record before and after; null if it did not exist. */
    before: model.json().nullable(),
    after: model.json().nullable(),
    /** What the caller asked for, such as the amount of a refund. */
    input: model.json().nullable(),
  })
  .indexes([
    { on: ["subject_type", "subject_id", "id"], where: "deleted_at IS NULL" },
    { on: ["actor_id", "id"], where: "deleted_at IS NULL" },
  ])
