import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { COLUMNS } from "../../../modules/gateway/transaction-statements"
import { toRecord, type TransactionRow } from "../../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

/** A transaction with the assignment of its order, whose lock excludes concurrent transitions of the order. */
export type FoundTransaction = GatewayTransactionRecord & { assignment_id: string | null }

/** One statement, because a gateway waits for the answer. $1 provider, $2 the gateway's transaction id */
const NAMED: Prepared = {
  name: "gateway-transaction-and-assignment",
  text: `select ${COLUMNS}, (
      select a.id from workshop_assignment a
      where a.order_id = gateway_transaction.order_id and a.deleted_at is null limit 1
    ) as assignment_id
    from gateway_transaction where provider_id = $1 and external_id = $2 and deleted_at is null`,
}

/** Finds a transaction by the provider and the gateway's transaction id. */
export async function findGatewayTransaction(
  container: MedusaContainer,
  { provider_id, external_id }: TransactionName,
): Promise<FoundTransaction | undefined> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  type Row = TransactionRow & Pick<FoundTransaction, "assignment_id">
  const rows = await runPrepared<Row>(knex, NAMED, [provider_id, external_id])
  return rows.map((row) => toRecord(row)).at(0)
}
