import { z } from "@medusajs/framework/zod"
import { deleted, record, type RouteDescriptions } from "../../route-description"
import { CreateDeliveryWindow, UpdateDeliveryWindow } from "./validators"

const window = z.looseObject({
  ...record,
  start: z.string().describe("HH:MM in the shop's time zone"),
  end: z.string(),
  weekdays: z.array(z.number()).describe("1 (Monday) to 7 (Sunday)"),
  methods: z.enum(["delivery", "pickup", "both"]),
  capacity: z
    .number()
    .describe(
      "Maximum number of orders per day; of an express window, of orders whose promised time has not passed",
    ),
  cut_off_minutes: z.number().describe("Minutes before the window's start at which orders end"),
  active: z.boolean(),
  express_minutes: z
    .number()
    .nullable()
    .describe("An express window promises a delivery within this many minutes; null: an ordinary window"),
})

const one = z.strictObject({ delivery_window: window })

export const deliveryWindowRoutes: RouteDescriptions = {
  "GET /admin/delivery-windows": {
    summary: "Lists all delivery windows by start time.",
    answer: z.strictObject({ delivery_windows: z.array(window) }),
  },
  "POST /admin/delivery-windows": {
    summary: "Creates a delivery window.",
    body: CreateDeliveryWindow,
    answer: one,
    status: 201,
    errors: ["invalid_window"],
  },
  "POST /admin/delivery-windows/:id": {
    summary: "Changes the given fields of a delivery window.",
    body: UpdateDeliveryWindow,
    answer: one,
    errors: ["window_not_found", "invalid_window"],
  },
  "DELETE /admin/delivery-windows/:id": {
    summary: "Deletes a delivery window. Orders in the window keep their hours.",
    answer: deleted("delivery_window"),
    errors: ["window_not_found"],
  },
}
