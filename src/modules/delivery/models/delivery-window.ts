import { model } from "@medusajs/framework/utils"

/**
 * A time window of the day for deliveries and pick-ups, or the hours of express deliveries. Staff can change windows at any
 * time.
 */
export const DeliveryWindow = model.define("delivery_window", {
  id: model.id({ prefix: "dwin" }).primaryKey(),
  /** "HH:MM" in the shop's time zone. */
  start: model.text(),
  end: model.text(),
  /** Days of the week, 1 (Monday) to 7 (Sunday). */
  weekdays: model.array(),
  methods: model.enum(["delivery", "pickup", "both"]).default("both"),
  /** Maximum number of orders on one day; of an express window, of orders whose promised time has not passed. */
  capacity: model.number(),
  /** The slot closes for new orders this many minutes before the window starts. */
  cut_off_minutes: model.number(),
  active: model.boolean().default(true),
  /**
   * An express window promises a delivery of today within this many minutes; the promised time lies in the window. Null for
   * an ordinary window.
   */
  express_minutes: model.number().nullable(),
})
