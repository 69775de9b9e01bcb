import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { MESSAGE_STATES } from "../../../modules/outbox/states"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

export const ListTelegramMessages = z
  .object({
    /** One or more values, as `state=failed,unknown` or as repeated parameters. */
    state: z.preprocess(list, z.array(z.enum(MESSAGE_STATES)).min(1).optional()),
    /** Order number (display id) of the messages. */
    order: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    /** Telegram id of a person, group or channel; "<chat id>/<thread id>" for a topic of a group. */
    chat_id: z
      .string()
      .regex(/^-?[1-9]\d{0,15}(\/[1-9]\d{0,15})?$/, "must be a Telegram id, such as -1001234567890")
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()

export type ListTelegramMessages = z.infer<typeof ListTelegramMessages>
