import { asValue } from "@medusajs/framework/awilix"
import { Migrator } from "@medusajs/framework/migrations"
import { ContainerRegistrationKeys, getResolvedPlugins, mergePluginModules } from "@medusajs/framework/utils"
import { ROOT } from "../../scripts/start/paths"
import buildIndexesOfGrownShops from "../../src/migration-scripts/guldasta-indexes-of-grown-shops"
import buildIndexesOfHandOvers from "../../src/migration-scripts/guldasta-indexes-of-hand-overs"
import attachReorderLevels from "../../src/migration-scripts/guldasta-reorder-levels"
import attachStockLedger from "../../src/migration-scripts/guldasta-stock-ledger"
import { configLoaderOverride, initDb, migrateDatabase, syncLinks } from "./medusa-test-utils"

/**
 * Migrates an empty database as Medusa's own test runner does: first the tables of all modules, then the link
 * tables and the indexes of the migration script. It runs in its own process, because a migration leaves its modules in the registry of the process.
 *
 * @param databaseUrl an existing empty database
 */
async function migrate(databaseUrl: string): Promise<void> {
  const { container, logger, MedusaAppLoader } = await import("@medusajs/framework")
  await configLoaderOverride(ROOT, { clientUrl: databaseUrl })
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  mergePluginModules(config, await getResolvedPlugins(ROOT, config), ROOT)
  container.register({ [ContainerRegistrationKeys.LOGGER]: asValue(logger) })
  await initDb()
  await new Migrator({ container }).ensureMigrationsTable()
  const loader = new MedusaAppLoader({ medusaConfigPath: ROOT, cwd: ROOT })
  await migrateDatabase(loader)
  await syncLinks(loader, ROOT, container, logger)
  await buildIndexesOfGrownShops({ container })
  await buildIndexesOfHandOvers({ container })
  await attachStockLedger({ container })
  await attachReorderLevels({ container })
}

migrate(process.argv[2]).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
