import type { Context } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import { MedusaError } from "@medusajs/framework/utils"

/** The entity manager of the running transaction. */
export function manager(context: Context): SqlEntityManager {
  if (!context.transactionManager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Call this method inside a transaction")
  }
  return context.transactionManager as SqlEntityManager
}

/** Locks a name until the transaction ends. */
export async function lock(context: Context, name: string): Promise<void> {
  await manager(context).execute("select pg_advisory_xact_lock(hashtext(?))", [name])
}
