import type { LoaderOptions } from "@medusajs/framework/types"
import { Module } from "@medusajs/framework/utils"
import { checkOptions } from "./options"
import TelegramModuleService from "./service"

export const TELEGRAM_MODULE = "telegram"

/** A store with a wrong option does not start, and says why. */
const checkOptionsAtStart = async ({ options }: LoaderOptions) => checkOptions(options)

export default Module(TELEGRAM_MODULE, { service: TelegramModuleService, loaders: [checkOptionsAtStart] })
