import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type StockLedgerModuleService from "../../modules/stock-ledger/service"
import type { DocumentKind, DocumentSummary } from "../../modules/stock-ledger/types"
import { ledgerOf } from "./change-stock"
import { nameActors, nameMovements, namePlaces, type NamedMovement } from "./names"

type Page = { take: number; skip: number }

type DocumentRecord = Awaited<ReturnType<StockLedgerModuleService["retrieveStockDocument"]>>

/** A document with its sums and the names of its supplier, its first items and who made it. */
export type NamedDocument = DocumentRecord &
  Omit<DocumentSummary, "id" | "first_items"> & {
    item_titles: (string | null)[]
    supplier_name: string | null
    actor_name: string | null
  }

const EMPTY = { lines: 0, pieces: "0", value: "0", first_items: [], is_taken_back: false }

/** Lists documents, newest first. The number of statements does not depend on the page. */
export async function listDocuments(
  container: MedusaContainer,
  { kind, supplier_id, take, skip }: Page & { kind?: DocumentKind; supplier_id?: string },
): Promise<NamedDocument[]> {
  const filters = { ...(kind ? { kind } : {}), ...(supplier_id ? { supplier_id } : {}) }
  const order = { created_at: "DESC", id: "DESC" } as const
  return nameDocuments(
    container,
    await ledgerOf(container).listStockDocuments(filters, { take, skip, order }),
  )
}

async function nameDocuments(
  container: MedusaContainer,
  documents: DocumentRecord[],
): Promise<NamedDocument[]> {
  const ledger = ledgerOf(container)
  const suppliers = documents.flatMap(({ supplier_id }) => supplier_id ?? [])
  const [summaries, named, actorOf] = await Promise.all([
    ledger.summarize(documents.map(({ id }) => id)),
    suppliers.length ? ledger.listSuppliers({ id: suppliers }, { take: null, withDeleted: true }) : [],
    nameActors(container, documents),
  ])
  const firstItems = summaries.flatMap(({ first_items }) => first_items)
  const placeOf = await namePlaces(
    container,
    firstItems.map((inventory_item_id) => ({ inventory_item_id })),
  )
  const sums = new Map(summaries.map((summary) => [summary.id, summary]))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return documents.map((document) => {
    const { first_items: items, ...sum } = sums.get(document.id) ?? EMPTY
    const titles = items.map((inventory_item_id) => placeOf({ inventory_item_id }))
    return {
      ...document,
      ...sum,
      item_titles: titles.map(({ item_title, sku }) => item_title ?? sku),
      supplier_name: names.get(document.supplier_id ?? "") ?? null,
      actor_name: actorOf(document),
    }
  })
}

/**
 * Reads a document with its movements, oldest first.
 *
 * @throws document_not_found
 */
export async function readDocument(
  container: MedusaContainer,
  id: string,
): Promise<{ document: NamedDocument; movements: NamedMovement[] }> {
  const ledger = ledgerOf(container)
  const [found] = await ledger.listStockDocuments({ id }, { take: 1 })
  if (!found) {
    throw shopError("document_not_found", "The document does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const [[document], movements] = await Promise.all([
    nameDocuments(container, [found]),
    ledger.listOfDocument(id).then((listed) => nameMovements(container, listed)),
  ])
  return { document, movements }
}
