import type { LoaderOptions } from "@medusajs/framework/types"
import { Module } from "@medusajs/framework/utils"
import { checkOptions } from "./options"
import TelegramModuleService from "./service"

export const TELEGRAM_MODULE = "telegram"

/** A store with a wrong option does not start, and says why. When it migrates, Medusa adds the database to them. */
const checkOptionsAtStart = async ({ options }: LoaderOptions) => {
  const { database, ...given } = options ?? {}
  checkOptions(given)
}

export default Module(TELEGRAM_MODULE, { service: TelegramModuleService, loaders: [checkOptionsAtStart] })
