import { z } from "@medusajs/framework/zod"
import { LANGUAGES } from "../../../lib/shop"

export const PURPOSES = ["florists", "couriers", "shop", "admin"] as const

export const BindChat = z
  .object({
    purpose: z.enum(PURPOSES),
    chat_id: z.string().regex(/^-?[1-9]\d{0,15}$/, "must be a Telegram chat id, such as -1001234567890"),
    /** The topic of a group with topics. Without it the whole chat is bound. */
    message_thread_id: z
      .string()
      .regex(/^[1-9]\d{0,15}$/, "must be the id of a topic, such as 12")
      .nullable()
      .default(null),
    title: z.string().trim().max(255).default(""),
    language: z.enum(LANGUAGES).default("ru"),
  })
  .strict()
export type BindChat = z.infer<typeof BindChat>
