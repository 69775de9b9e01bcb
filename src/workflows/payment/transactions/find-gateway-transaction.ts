import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../../../lib/prepared"
import { namedWithAssignment } from "../../../modules/gateway/transaction-statements"
import { toRecord, type TransactionRow } from "../../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { assignmentIdOf } from "../../../modules/workshop/statements"

/** A transaction with the assignment of its order, whose lock excludes concurrent transitions of the order. */
export type FoundTransaction = GatewayTransactionRecord & { assignment_id: string | null }

/** One statement, because a gateway waits for the answer. */
const NAMED = namedWithAssignment(assignmentIdOf("gateway_transaction.order_id"))

/** Finds a transaction by the provider and the gateway's transaction id. */
export async function findGatewayTransaction(
  container: MedusaContainer,
  { provider_id, external_id }: TransactionName,
): Promise<FoundTransaction | undefined> {
  type Row = TransactionRow & Pick<FoundTransaction, "assignment_id">
  const [row] = await ask<Row>(container, NAMED, [provider_id, external_id])
  return row && toRecord(row)
}
