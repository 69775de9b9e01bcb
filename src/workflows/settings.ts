import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../modules/telegram"
import { DEFAULT_SETTINGS, type ShopSettings } from "../settings"

/**
 * The shop's settings: what the store's configuration or the plugin's options say, and the defaults for the rest.
 *
 * @param container Medusa's container
 */
export function settingsOf(container: MedusaContainer): ShopSettings {
  const { options } = container.resolve<{ options: Partial<ShopSettings> }>(TELEGRAM_MODULE)
  const given = Object.entries(DEFAULT_SETTINGS).map(([name, fallback]) => [
    name,
    options[name as keyof ShopSettings] ?? fallback,
  ])
  return Object.fromEntries(given) as ShopSettings
}
