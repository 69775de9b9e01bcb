import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../modules/telegram"
import type { PaymeOptions } from "../providers/payment-payme/options"
import { DEFAULT_OPERATION, DEFAULT_SETTINGS, type OperationSettings, type ShopSettings } from "../settings"

/**
 * The shop's settings: what the store's configuration or the plugin's options say, and the defaults for the rest.
 *
 * @param container Medusa's container
 */
export function settingsOf(container: MedusaContainer): ShopSettings {
  return given(container, DEFAULT_SETTINGS)
}

/**
 * How the shop is watched and guarded: from the same options, and the defaults for the rest.
 *
 * @param container Medusa's container
 */
export function operationSettingsOf(container: MedusaContainer): OperationSettings {
  return given(container, DEFAULT_OPERATION)
}

/**
 * The shop's Payme cabinet, from the same options; undefined where nobody pays by Payme.
 *
 * @param container Medusa's container
 */
export function paymeOptionsOf(container: MedusaContainer): PaymeOptions | undefined {
  return container.resolve<{ options: { payme?: PaymeOptions } }>(TELEGRAM_MODULE).options.payme
}

function given<Settings extends object>(container: MedusaContainer, defaults: Settings): Settings {
  const { options } = container.resolve<{ options: Partial<Settings> }>(TELEGRAM_MODULE)
  const names = Object.keys(defaults) as (keyof Settings)[]
  const chosen = names.map((name) => [name, options[name] ?? defaults[name]])
  return Object.fromEntries(chosen) as Settings
}
