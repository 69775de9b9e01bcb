import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { buildIndexes } from "../lib/indexes"
import { ATTACH_REORDER } from "../medusa-sql/reorder-levels"
import { STOCK_LEDGER_INDEXES } from "../modules/stock-ledger/indexes"

/**
 * `medusa db:migrate` runs this script once, in this store and in stores that install the plugin. It attaches the reorder levels to
 * Medusa's stock levels, and builds the indexes of the shopping list while the shop runs.
 */
export default async function attachReorderLevels({ container }: Pick<ExecArgs, "container">): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (transaction) => {
    for (const sql of ATTACH_REORDER) {
      await transaction.raw(sql)
    }
  })
  await buildIndexes(container, STOCK_LEDGER_INDEXES)
}
