import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../modules/telegram"
import type { ClickOptions } from "../providers/payment-click/options"
import type { PaymeOptions } from "../providers/payment-payme/options"
import type { StripeOptions } from "../providers/payment-stripe-checkout/options"
import {
  DEFAULT_OPERATION,
  DEFAULT_SETTINGS,
  type OperationSettings,
  type ShopSettings,
} from "../lib/settings"

/** The shop's settings from the plugin's options, with defaults. */
export function settingsOf(container: MedusaContainer): ShopSettings {
  return given(container, DEFAULT_SETTINGS)
}

/** The settings for monitoring and rate limits from the plugin's options, with defaults. */
export function operationSettingsOf(container: MedusaContainer): OperationSettings {
  return given(container, DEFAULT_OPERATION)
}

/** The options of the Payme gateway; undefined if Payme is not configured. */
export function paymeOptionsOf(container: MedusaContainer): PaymeOptions | undefined {
  return container.resolve<{ options: { payme?: PaymeOptions } }>(TELEGRAM_MODULE).options.payme
}

/** The options of the Stripe gateway; undefined if Stripe is not configured. */
export function stripeOptionsOf(container: MedusaContainer): StripeOptions | undefined {
  return container.resolve<{ options: { stripe?: StripeOptions } }>(TELEGRAM_MODULE).options.stripe
}

/** The options of the Click gateway; undefined if Click is not configured. */
export function clickOptionsOf(container: MedusaContainer): ClickOptions | undefined {
  return container.resolve<{ options: { click?: ClickOptions } }>(TELEGRAM_MODULE).options.click
}

function given<Settings extends object>(container: MedusaContainer, defaults: Settings): Settings {
  const { options } = container.resolve<{ options: Partial<Settings> }>(TELEGRAM_MODULE)
  const names = Object.keys(defaults) as (keyof Settings)[]
  const chosen = names.map((name) => [name, options[name] ?? defaults[name]])
  return Object.fromEntries(chosen) as Settings
}
