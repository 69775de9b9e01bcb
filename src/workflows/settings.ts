import type { MedusaContainer } from "@medusajs/framework/types"
import { CORE_MODULE } from "../modules/core"
import type { GuldastaOptions } from "../modules/core/options"
import type CoreModuleService from "../modules/core/service"
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
