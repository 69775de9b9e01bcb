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

/**
 * The shop's Stripe account, from the same options; undefined where nobody pays by Stripe.
 *
 * @param container Medusa's container
 */
export function stripeOptionsOf(container: MedusaContainer): StripeOptions | undefined {
  return container.resolve<{ options: { stripe?: StripeOptions } }>(TELEGRAM_MODULE).options.stripe
}

/**
 * The shop's Click cabinet, from the same options; undefined where nobody pays by Click.
 *
 * @param container Medusa's container
 */
export function clickOptionsOf(container: MedusaContainer): ClickOptions | undefined {
  return container.resolve<{ options: { click?: ClickOptions } }>(TELEGRAM_MODULE).options.click
}

function given<Settings extends object>(container: MedusaContainer, defaults: Settings): Settings {
  const { options } = container.resolve<{ options: Partial<Settings> }>(TELEGRAM_MODULE)
  const names = Object.keys(defaults) as (keyof Settings)[]
  const chosen = names.map((name) => [name, options[name] ?? defaults[name]])
  return Object.fromEntries(chosen) as Settings
}
