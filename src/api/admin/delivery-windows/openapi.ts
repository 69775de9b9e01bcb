import { z } from "@medusajs/framework/zod"
import { deleted, record, type RouteDescriptions } from "../../route-description"
import { CreateDeliveryWindow, UpdateDeliveryWindow } from "./validators"

const window = z.looseObject({
  ...record,
  start: z.string().describe("HH:MM on the shop's clock"),
  end: z.string(),
  weekdays: z.array(z.number()).describe("1 (Monday) to 7 (Sunday)"),
  methods: z.enum(["delivery", "pickup", "both"]),
  capacity: z.number().describe("Orders a day"),
  cut_off_minutes: z.number().describe("The last order is taken so long before the window begins"),
  active: z.boolean(),
})

const one = z.strictObject({ delivery_window: window })

export const deliveryWindowRoutes: RouteDescriptions = {
  "GET /admin/delivery-windows": {
    summary: "All windows, by their hours.",
    answer: z.strictObject({ delivery_windows: z.array(window) }),
  },
  "POST /admin/delivery-windows": {
    summary: "Opens a window.",
    body: CreateDeliveryWindow,
    answer: one,
    status: 201,
    errors: ["invalid_window"],
  },
  "POST /admin/delivery-windows/:id": {
    summary: "Changes the fields that are given.",
    body: UpdateDeliveryWindow,
    answer: one,
    errors: ["window_not_found", "invalid_window"],
  },
  "DELETE /admin/delivery-windows/:id": {
    summary: "Takes a window away; orders that have it keep their hours.",
    answer: deleted("delivery_window"),
    errors: ["window_not_found"],
  },
}
