import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Module } from "@medusajs/framework/utils"
import { repeatOnLostConnections } from "../../lib/lost-connections"
import { checkOptions } from "./options"
import CoreModuleService from "./service"

export const CORE_MODULE = "core"

/** Stops the start when an option is wrong. While it migrates, Medusa adds the database to the options. */
const checkOptionsAtStart = async ({ options }: LoaderOptions) => {
  const { database, ...given } = options ?? {}
  checkOptions(given)
}

/** Prepares the store's connection pool for lost connections, if the option says so. */
const repeatReads = async ({ container, options, logger }: LoaderOptions) => {
  const knex = container.resolve<Knex | undefined>(ContainerRegistrationKeys.PG_CONNECTION, {
    allowUnregistered: true,
  })
  if (options?.repeatOnLostConnections && knex && logger) {
    repeatOnLostConnections(knex, logger)
  }
}

export default Module(CORE_MODULE, {
  service: CoreModuleService,
  loaders: [checkOptionsAtStart, repeatReads],
})
