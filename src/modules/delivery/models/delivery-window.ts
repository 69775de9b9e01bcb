import { model } from "@medusajs/framework/utils"

/** A part of the day in which the shop brings, or hands out, orders. Staff change windows at any time. */
export const DeliveryWindow = model.define("delivery_window", {
  id: model.id({ prefix: "dwin" }).primaryKey(),
  /** "HH:MM" on the shop's clock. */
  start: model.text(),
  end: model.text(),
  /** Days of the week, 1 (Monday) to 7 (Sunday). */
  weekdays: model.array(),
  methods: model.enum(["delivery", "pickup", "both"]).default("both"),
  /** How many orders the window takes on one day. */
  capacity: model.number(),
  /** The last order is taken this many minutes before the window begins. */
  cut_off_minutes: model.number(),
  active: model.boolean().default(true),
})
