import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ATTACH_LEDGER } from "../medusa-sql/stock-levels"

/**
 * `medusa db:migrate` runs this script once, in this store and in stores that install the plugin. It attaches the stock ledger to
 * Medusa's stock levels. The stock that the shop has becomes its opening movements.
 */
export default async function attachStockLedger({ container }: Pick<ExecArgs, "container">): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (transaction) => {
    for (const sql of ATTACH_LEDGER) {
      await transaction.raw(sql)
    }
  })
}
