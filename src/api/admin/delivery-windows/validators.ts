import { z } from "@medusajs/framework/zod"

const window = z.object({
  start: z.string().max(5),
  end: z.string().max(5),
  weekdays: z.array(z.number()).max(7),
  methods: z.enum(["delivery", "pickup", "both"]),
  capacity: z.number(),
  cut_off_minutes: z.number(),
  active: z.boolean(),
  express_minutes: z.number().nullable(),
})

export const CreateDeliveryWindow = window
  .extend({
    weekdays: window.shape.weekdays.default([1, 2, 3, 4, 5, 6, 7]),
    methods: window.shape.methods.default("both"),
    cut_off_minutes: window.shape.cut_off_minutes.default(90),
    active: window.shape.active.default(true),
    express_minutes: window.shape.express_minutes.default(null),
  })
  .strict()

export const UpdateDeliveryWindow = window.partial().strict()

export type CreateDeliveryWindow = z.infer<typeof CreateDeliveryWindow>
export type UpdateDeliveryWindow = z.infer<typeof UpdateDeliveryWindow>
