import { MedusaError } from "@medusajs/framework/utils"
import type { Composer } from "grammy"
import type { ShopContext } from "../runtime/context"
import { routeButton, SEPARATOR } from "./routes"

/** Bot API: callback_data has at most 64 bytes. */
const MAX_BYTES = 64

export type Callback<Field extends string> = {
  /** The callback_data of a button. @throws MedusaError when it is longer than 64 bytes */
  pack(values: Record<Field, string | number>): string
  /** Handles taps on these buttons. Passes data with a wrong number of values to the next handler. */
  on(
    composer: Composer<ShopContext>,
    handle: (ctx: ShopContext, values: Record<Field, string>) => Promise<unknown>,
  ): void
}

/**
 * Defines a kind of button: `pack` writes its values into callback_data, `on` reads them when the button is
 * tapped.
 * Values are ids and numbers, never names: a Cyrillic letter takes 2 of the 64 bytes.
 *
 * @param name short and unique among all buttons of the bot
 * @param fields names of the values, in order
 * @example const openProduct = callback("prd", ["productId"])
 */
export function callback<const Field extends string = never>(
  name: string,
  fields: readonly Field[] = [],
): Callback<Field> {
  return {
    pack(values) {
      const data = [name, ...fields.map((field) => String(values[field]))].join(SEPARATOR)
      if (Buffer.byteLength(data) > MAX_BYTES) {
        throw new MedusaError(
          MedusaError.Types.UNEXPECTED_STATE,
          `The button "${name}" has ${Buffer.byteLength(data)} bytes of callback data; Telegram allows ${MAX_BYTES}.`,
        )
      }
      return data
    },
    on(composer, handle) {
      routeButton(composer, name, async (ctx, next) => {
        const parts = (ctx.callbackQuery?.data ?? "").split(SEPARATOR).slice(1)
        if (parts.length !== fields.length) {
          return next()
        }
        const values = Object.fromEntries(fields.map((field, index) => [field, parts[index]])) as Record<
          Field,
          string
        >
        await handle(ctx, values)
      })
    },
  }
}
