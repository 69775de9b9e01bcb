import { model } from "@medusajs/framework/utils"

/** Cash that a courier gave to an owner or a manager: what the courier had taken for delivered orders until then. */
export const CashHandOver = model
  .define(
    { name: "cash_hand_over", tableName: "workshop_cash_hand_over" },
    {
      id: model.id({ prefix: "cash" }).primaryKey(),
      /** The staff member who gave the cash, with the name at that time. */
      courier_id: model.text(),
      courier_name: model.text(),
      /** In minor units. */
      amount: model.text(),
      currency_code: model.text(),
      /** Number of orders. */
      orders: model.number(),
      /** The staff member who took the cash, with the name at that time. */
      taken_by: model.text(),
      taken_by_name: model.text(),
      taken_at: model.dateTime(),
    },
  )
  .indexes([{ on: ["taken_at"], where: "deleted_at IS NULL" }])
