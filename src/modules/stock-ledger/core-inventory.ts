import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import InventoryModule from "@medusajs/medusa/inventory"
import { CAUSE_SETTING } from "./ledger-sql"
import { stockCause } from "./stock-cause"

type Shared = Context<SqlEntityManager>
type Change = (this: InventoryService, ...args: unknown[]) => Promise<unknown>

/** The parts of Medusa's inventory module (2.21) that {@link passCauses} uses. */
type InventoryService = {
  baseRepository_: {
    transaction<Result>(
      act: (manager: SqlEntityManager) => Promise<Result>,
      within?: { transactionManager?: SqlEntityManager },
    ): Promise<Result>
  }
}

/** Methods that change stock levels in a transaction of their own, and the position of Medusa's context. */
const METHODS = { adjustInventory_: 3, updateInventoryLevels_: 1, createInventoryLevels_: 1 }

/** Begins the transaction of a method with the cause of the current call, and then calls the method in it. */
const withCause = (change: Change, position: number): Change =>
  async function (...args) {
    const cause = stockCause()
    if (!cause) {
      return change.apply(this, args)
    }
    const shared = args[position] as Shared | undefined
    return this.baseRepository_.transaction(
      async (manager) => {
        await manager.execute("select set_config(?, ?, true)", [CAUSE_SETTING, JSON.stringify(cause)])
        const given = args.slice(0, position)
        return change.apply(this, [...given, { ...shared, transactionManager: manager }])
      },
      { transactionManager: shared?.transactionManager },
    )
  }

/** Lets Medusa's inventory module tell the ledger why it changes the stock. */
function passCauses(): void {
  const service = InventoryModule.service.prototype as unknown as Record<string, Change>
  for (const [name, position] of Object.entries(METHODS)) {
    service[name] = withCause(service[name], position)
  }
}

passCauses()
