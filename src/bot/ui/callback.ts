import { MedusaError } from "@medusajs/framework/utils"
import type { Composer } from "grammy"
import type { ShopContext } from "../runtime/context"

/** Bot API: callback_data has at most 64 bytes. */
const MAX_BYTES = 64
const SEPARATOR = ":"

export type Callback<Field extends string> = {
  /** The callback_data of a button. @throws MedusaError when it would not fit Telegram's 64 bytes */
  pack(values: Record<Field, string | number>): string
  /** Handles taps on these buttons. Data that does not parse is left to the handler of unknown buttons. */
  on(
    composer: Composer<ShopContext>,
    handle: (ctx: ShopContext, values: Record<Field, string>) => Promise<unknown>,
  ): void
}

/**
 * A kind of button: packs what it is about into callback_data, and unpacks it when it is tapped. Values are
 * ids and numbers, never names: a Cyrillic letter takes two of the 64 bytes.
 *
 * @param name short and unique among all buttons of the bot
 * @param fields the names of the values, in order
 * @example const openProduct = callback("prd", ["productId"])
 */
export function callback<const Field extends string = never>(
  name: string,
  fields: readonly Field[] = [],
): Callback<Field> {
  const start = new RegExp(`^${name}(${SEPARATOR}|$)`)
  return {
    pack(values) {
      const data = [name, ...fields.map((field) => String(values[field]))].join(SEPARATOR)
      if (Buffer.byteLength(data) > MAX_BYTES) {
        throw new MedusaError(
          MedusaError.Types.UNEXPECTED_STATE,
          `The button "${name}" has ${Buffer.byteLength(data)} bytes of data; Telegram takes ${MAX_BYTES}.`,
        )
      }
      return data
    },
    on(composer, handle) {
      composer.callbackQuery(start, async (ctx, next) => {
        const parts = ctx.callbackQuery.data.split(SEPARATOR).slice(1)
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
