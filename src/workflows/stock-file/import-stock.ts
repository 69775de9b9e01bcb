import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { StockLine } from "../../modules/stock-ledger/types"
import { ledgerOf } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS, recordDocument } from "../stock/record-document"
import { planLines, sentenceOf, type PlannedLine } from "./plan-lines"
import { MOST_LINES, readStockFile, type StockTable } from "./read-file"

/** Seconds that an import waits for another one. */
const WAIT_SECONDS = 30

/** What an import would do, or did. */
export type StockImport = {
  kind: "incoming" | "correction"
  lines: PlannedLine[]
  document_id: string | null
  /** The request that waits for a second person. */
  request_id: string | null
}

/** An import file with lines that cannot be recorded. Nothing was changed. */
export class StockFileInvalidError extends MedusaError {
  readonly problems: { path: string; handle?: string; message: string }[]

  constructor(lines: PlannedLine[]) {
    super(
      MedusaError.Types.INVALID_DATA,
      "Lines of the file have problems. Nothing was changed.",
      "stock_file_invalid",
    )
    this.problems = lines.flatMap(({ line, problem, sku, item_title }) =>
      problem
        ? [{ path: `line ${line}`, handle: sku ?? item_title ?? undefined, message: sentenceOf(problem) }]
        : [],
    )
  }
}

const kindOf = ({ effect }: StockTable) => (effect === "received" ? "incoming" : "correction")

/**
 * Reads a file of stock and tells what each of its lines would change.
 *
 * @throws not_allowed, and those of {@link readStockFile}
 */
export async function checkStockFile(
  container: MedusaContainer,
  person: StockPerson,
  file: Buffer,
): Promise<StockImport> {
  checkStockRole(person, KEEPERS)
  const table = await readStockFile(file)
  return {
    kind: kindOf(table),
    lines: await planLines(container, table),
    document_id: null,
    request_id: null,
  }
}

/**
 * Records a file of stock as one document, as a whole or not at all: received flowers, or a correction. A large correction waits
 * for a second person. A repeated call with the same key changes nothing.
 *
 * @throws not_allowed, {@link StockFileInvalidError}, stock_too_low, and those of {@link readStockFile}
 */
export async function importStock(
  container: MedusaContainer,
  person: StockPerson,
  { file, key }: { file: Buffer; key: string | null },
): Promise<StockImport> {
  checkStockRole(person, KEEPERS)
  const table = await readStockFile(file)
  // One import after the other: a second one of the same file finds the stock as the first one left it.
  return container
    .resolve(Modules.LOCKING)
    .execute(["stock-import"], () => record(container, person, table, key), { timeout: WAIT_SECONDS })
}

async function record(
  container: MedusaContainer,
  person: StockPerson,
  table: StockTable,
  key: string | null,
): Promise<StockImport> {
  const kind = kindOf(table)
  const lines = await planLines(container, table)
  const known = key ? await outcomeOf(container, key) : undefined
  if (known) {
    return { kind, lines, ...known }
  }
  if (lines.some(({ problem }) => problem)) {
    throw new StockFileInvalidError(lines)
  }
  const changes = lines.filter(({ quantity }) => quantity !== 0)
  if (!changes.length) {
    return { kind, lines, document_id: null, request_id: null }
  }
  const suppliers = [...new Set(changes.map(({ supplier_id }) => supplier_id))]
  const outcome = await recordDocument(
    container,
    person,
    {
      ...{ kind, key, reason: "import" },
      supplier_id: suppliers.length === 1 ? suppliers[0] : null,
      lines: changes.map(lineOf),
    },
    MOST_LINES,
  )
  return "request" in outcome
    ? { kind, lines, document_id: null, request_id: outcome.request.id }
    : { kind, lines, document_id: outcome.document.id, request_id: null }
}

async function outcomeOf(container: MedusaContainer, key: string) {
  const ledger = ledgerOf(container)
  const [[document], [request]] = await Promise.all([
    ledger.listStockDocuments({ key }, { take: 1 }),
    ledger.listStockRequests({ key }, { take: 1 }),
  ])
  return document || request
    ? { document_id: document?.id ?? request?.document_id ?? null, request_id: request?.id ?? null }
    : undefined
}

const lineOf = (line: PlannedLine): StockLine => ({
  inventory_item_id: line.inventory_item_id ?? "",
  location_id: line.location_id ?? "",
  quantity: line.quantity,
  lot: {
    unit_cost: line.unit_cost ?? undefined,
    supplier_id: line.supplier_id ?? undefined,
    wilts_on: line.wilts_on ?? undefined,
  },
})
