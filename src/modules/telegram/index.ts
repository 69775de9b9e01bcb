import type { LoaderOptions } from "@medusajs/framework/types"
import { Module } from "@medusajs/framework/utils"
import { checkOptions } from "./options"
import TelegramModuleService from "./service"

export const TELEGRAM_MODULE = "telegram"

/**
 * Stops the start with an error message when an option is invalid. During migrations Medusa adds the option
 * `database`, which is not checked.
 */
const checkOptionsAtStart = async ({ options }: LoaderOptions) => {
  const { database, ...given } = options ?? {}
  checkOptions(given)
}

export default Module(TELEGRAM_MODULE, { service: TelegramModuleService, loaders: [checkOptionsAtStart] })
