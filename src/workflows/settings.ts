import type { MedusaContainer } from "@medusajs/framework/types"
import { CORE_MODULE } from "../modules/core"
import type { GuldastaOptions } from "../modules/core/options"
import type CoreModuleService from "../modules/core/service"
import {
  DEFAULT_LIMITS,
  DEFAULT_OPERATION,
  DEFAULT_SETTINGS,
  type LimitSettings,
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

/** The limits against strangers from the plugin's options, with defaults. */
export function limitsOf(container: MedusaContainer): LimitSettings {
  return given(container, DEFAULT_LIMITS)
}

/** The core module's service. */
export function coreOf(container: MedusaContainer): CoreModuleService {
  return container.resolve<CoreModuleService>(CORE_MODULE)
}

/** The options of the store, as given in its medusa-config.ts. */
export function optionsOf(container: MedusaContainer): GuldastaOptions {
  return coreOf(container).options
}

function given<Settings extends object>(container: MedusaContainer, defaults: Settings): Settings {
  const options = optionsOf(container) as Partial<Settings>
  const names = Object.keys(defaults) as (keyof Settings)[]
  const chosen = names.map((name) => [name, options[name] ?? defaults[name]])
  return Object.fromEntries(chosen) as Settings
}
