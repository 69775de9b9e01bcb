import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import { holdModuleOf } from "./hold-module"

export type ItemHold = {
  cart_id: string
  quantity: number
  /** An ISO instant. */
  expires_at: string
  /** The first name of the shopper in Telegram; null for a cart of another channel. */
  telegram_name: string | null
}

/** Lists the current holds of an inventory item, sorted by their end. */
export async function listItemHolds(
  container: MedusaContainer,
  input: { inventory_item_id: string },
): Promise<ItemHold[]> {
  const held = await holdModuleOf(container).listOfItem(input.inventory_item_id)
  const carts = held.map(({ cart_id }) => cart_id)
  const accounts = await container
    .resolve<TelegramModuleService>(TELEGRAM_MODULE)
    .listAccounts({ cart_id: carts }, { select: ["cart_id", "first_name"], take: null })
  const names = new Map(accounts.map(({ cart_id, first_name }) => [cart_id, first_name]))
  return held.map(({ cart_id, quantity, expires_at }) => ({
    cart_id,
    quantity,
    expires_at: expires_at.toISOString(),
    telegram_name: names.get(cart_id) ?? null,
  }))
}
