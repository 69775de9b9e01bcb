import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { RecordedDocument } from "../../../modules/stock-ledger/types"
import type { StockPerson } from "../../../workflows/stock/person"
import { readDocument, type NamedDocument } from "../../../workflows/stock/read-documents"
import { seesMoney } from "../../roles"
import { describeMovement } from "../stock-movements/describe"

/** A document as the Admin API answers it. The value is only for the roles that see money. */
export const describeDocument = (
  { key: _key, deleted_at: _deleted, updated_at: _updated, pieces, value, ...document }: NamedDocument,
  withMoney: boolean,
) => ({ ...document, pieces: Number(pieces), ...(withMoney ? { value: Number(value) } : {}) })

/** A document with its movements. */
export async function answerDocument(req: AuthenticatedMedusaRequest, id: string) {
  const [{ document, movements }, withMoney] = await Promise.all([
    readDocument(req.scope, id),
    seesMoney(req),
  ])
  return {
    ...describeDocument(document, withMoney),
    movements: movements.map((movement) => describeMovement(movement, withMoney)),
  }
}

/** A document that was recorded now, and the items of which orders have reserved more than there is. */
export const answerRecorded = async (req: AuthenticatedMedusaRequest, { id, short }: RecordedDocument) => ({
  stock_document: await answerDocument(req, id),
  short: short.map(({ missing, ...place }) => ({ ...place, missing: Number(missing) })),
})

/** The stored key of a request: keys of different callers are different. */
export const storedKey = ({ actor }: StockPerson, key: string | null | undefined): string | null =>
  key ? `admin:${actor.actor_id}:${key}` : null
