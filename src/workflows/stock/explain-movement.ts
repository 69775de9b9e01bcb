import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type { ExplainedKind, MovementRecord } from "../../modules/stock-ledger/types"
import { ledgerOf } from "./change-stock"
import { checkStockRole, type StockPerson } from "./person"
import { checkTexts, DECIDERS } from "./record-document"

/**
 * Explains why the stock changed, when the ledger could not know it.
 *
 * @throws not_allowed, reason_required, text_too_long, movement_not_found, already_explained
 */
export async function explainMovement(
  container: MedusaContainer,
  person: StockPerson,
  { id, ...input }: { id: string; kind: ExplainedKind; reason?: string | null; note?: string | null },
): Promise<MovementRecord> {
  checkStockRole(person, DECIDERS)
  checkTexts(input)
  const ledger = ledgerOf(container)
  const explained = await ledger.explain({ ...person.actor, ...input, movement_id: id })
  if (explained) {
    return explained
  }
  throw (await ledger.findMovement(id))
    ? shopError("already_explained", "The movement has an explanation already.")
    : shopError("movement_not_found", "The movement does not exist.", MedusaError.Types.NOT_FOUND)
}
