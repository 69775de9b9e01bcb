import type { LoaderOptions } from "@medusajs/framework/types"
import { Module } from "@medusajs/framework/utils"
import { checkOptions } from "./options"
import CoreModuleService from "./service"

export const CORE_MODULE = "core"

/** Stops the start when an option is wrong. While it migrates, Medusa adds the database to the options. */
const checkOptionsAtStart = async ({ options }: LoaderOptions) => {
  const { database, ...given } = options ?? {}
  checkOptions(given)
}

export default Module(CORE_MODULE, { service: CoreModuleService, loaders: [checkOptionsAtStart] })
