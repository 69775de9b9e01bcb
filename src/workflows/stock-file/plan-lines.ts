import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ask } from "../../lib/prepared"
import { ITEMS_BY_NAMES, type NamedItemRow } from "../../medusa-sql/items-by-names"
import type { TableLine } from "../../lib/read-csv"
import { ledgerOf } from "../stock/change-stock"
import { cellOf, costIn, dayIn, piecesIn } from "./cells"
import type { StockTable } from "./read-file"

/** Maximum number of pieces of a line. A larger number is a typing error. */
const MOST_PIECES = 100_000
/** Maximum cost of one piece in minor units. */
const MOST_COST = 1e10

/** What is wrong with a line, and the sentence that says so. */
const PROBLEMS = {
  item_missing: "The line has no SKU and no name.",
  item_not_found: "No item has this SKU or name.",
  item_ambiguous: "Several items have this name: write the SKU.",
  location_missing: "There are several locations: write the name of one.",
  location_not_found: "No location has this name.",
  pieces_invalid: "The pieces are not a whole number.",
  pieces_negative: "The pieces are below zero.",
  pieces_too_many: `A line has at most ${MOST_PIECES} pieces.`,
  cost_invalid: "The cost is not an amount.",
  day_invalid: "The day is not a date such as 05.01.2027.",
  supplier_not_found: "No supplier has this name.",
  supplier_ambiguous: "Several suppliers have this name.",
  lot_not_received: "Cost, supplier and freshness belong to received flowers only.",
  line_repeated: "The item has another line already.",
  stock_too_low: "There are fewer pieces in stock than this line takes.",
} as const
export type LineProblem = keyof typeof PROBLEMS
export const sentenceOf = (problem: LineProblem): string => PROBLEMS[problem]

/** What a line of a file changes. */
export type PlannedLine = {
  /** Number of the line in the file. */
  line: number
  inventory_item_id: string | null
  item_title: string | null
  sku: string | null
  location_id: string | null
  location_name: string | null
  stock_now: number | null
  stock_after: number | null
  /** The change of the stock; 0 when the line changes nothing. */
  quantity: number
  /** In minor units. */
  unit_cost: number | null
  supplier_id: string | null
  supplier_name: string | null
  wilts_on: string | null
  problem: LineProblem | null
}

type Named = { id: string; name: string }
type Known = {
  items: Map<string, NamedItemRow[]>
  locations: Named[]
  suppliers: Map<string, Named[]>
  stock: Map<string, number>
}

const fold = (name: string): string => name.toLowerCase()
const placeOf = (item: string, location: string): string => `${item} ${location}`

function grouped<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  rows.forEach((row) => groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]))
  return groups
}

/** The number of statements does not depend on the number of lines. */
async function readKnown(container: MedusaContainer, { columns, lines }: StockTable): Promise<Known> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const names = lines.flatMap(({ cells }) => [cellOf(cells, columns, "sku"), cellOf(cells, columns, "title")])
  const distinct = [...new Set(names.filter(Boolean).map(fold))]
  const [items, { data: locations }, suppliers] = await Promise.all([
    distinct.length ? ask<NamedItemRow>(container, ITEMS_BY_NAMES, [distinct]) : [],
    query.graph({ entity: "stock_location", fields: ["id", "name"] }),
    columns.supplier === undefined ? [] : ledgerOf(container).listSuppliers({}, { take: null }),
  ])
  const ids = [...new Set(items.map(({ id }) => id))]
  const levels = ids.length
    ? await container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: ids }, { take: null })
    : []
  return {
    items: grouped(items, ({ name }) => name),
    locations,
    suppliers: grouped(suppliers, ({ name }) => fold(name)),
    stock: new Map(
      levels.map((level) => [
        placeOf(level.inventory_item_id, level.location_id),
        Number(level.stocked_quantity),
      ]),
    ),
  }
}

/** Plans what each line changes, one after the other: two receipts of an item add up. */
export async function planLines(container: MedusaContainer, table: StockTable): Promise<PlannedLine[]> {
  const known = await readKnown(container, table)
  const seen = new Set<string>()
  return table.lines.map((line) => planLine(line, table, known, seen))
}

const EMPTY = {
  ...{ inventory_item_id: null, item_title: null, sku: null, location_id: null, location_name: null },
  ...{ stock_now: null, stock_after: null, quantity: 0 },
  ...{ unit_cost: null, supplier_id: null, supplier_name: null, wilts_on: null, problem: null },
} satisfies Omit<PlannedLine, "line">

function planLine(
  { cells, line }: TableLine,
  table: StockTable,
  known: Known,
  seen: Set<string>,
): PlannedLine {
  const cell = (column: Parameters<typeof cellOf>[2]) => cellOf(cells, table.columns, column)
  const item = itemOf(cell("sku"), cell("title"), known)
  const location = locationOf(cell("location"), known)
  const named: PlannedLine = {
    ...EMPTY,
    line,
    ...(typeof item === "string"
      ? { item_title: cell("title") || null, sku: cell("sku") || null }
      : { inventory_item_id: item.id, item_title: item.title, sku: item.sku }),
    ...(typeof location === "string"
      ? { location_name: cell("location") || null }
      : { location_id: location.id, location_name: location.name }),
  }
  if (typeof item === "string" || typeof location === "string") {
    return { ...named, problem: typeof item === "string" ? item : (location as LineProblem) }
  }
  const place = placeOf(item.id, location.id)
  const now = known.stock.get(place) ?? 0
  const pieces = changeOf(cell(table.effect), table.effect, now)
  const lot = lotOf(
    { cost: cell("cost"), supplier: cell("supplier"), day: cell("fresh_until") },
    table,
    known,
  )
  const isRepeated = table.effect !== "received" && seen.has(place)
  seen.add(place)
  const problem = isRepeated ? "line_repeated" : typeof pieces === "string" ? pieces : lot.problem
  if (problem || typeof pieces === "string") {
    return { ...named, ...lot, stock_now: now, problem }
  }
  const after = now + pieces
  known.stock.set(place, after)
  return {
    ...{ ...named, ...lot, stock_now: now, stock_after: after, quantity: pieces },
    problem: after < 0 && pieces < 0 ? "stock_too_low" : null,
  }
}

function itemOf(sku: string, title: string, { items }: Known): NamedItemRow | LineProblem {
  const found = items.get(fold(sku || title)) ?? []
  if (!sku && !title) {
    return "item_missing"
  }
  return found.length === 1 ? found[0] : found.length ? "item_ambiguous" : "item_not_found"
}

function locationOf(name: string, { locations }: Known): Named | LineProblem {
  if (!name) {
    return locations.length === 1 ? locations[0] : "location_missing"
  }
  return locations.find((one) => fold(one.name) === fold(name) || one.id === name) ?? "location_not_found"
}

/** The change of the stock. An empty cell changes nothing. */
function changeOf(cell: string, effect: StockTable["effect"], now: number): number | LineProblem {
  const pieces = cell ? piecesIn(cell) : effect === "stock" ? now : 0
  if (pieces === undefined) {
    return "pieces_invalid"
  }
  if (cell && effect !== "change" && pieces < 0) {
    return "pieces_negative"
  }
  return Math.abs(pieces) > MOST_PIECES && cell ? "pieces_too_many" : pieces - (effect === "stock" ? now : 0)
}

type Lot = Pick<PlannedLine, "unit_cost" | "supplier_id" | "supplier_name" | "wilts_on" | "problem">

/** What a line says of the lot that it makes. */
function lotOf(
  { cost, supplier, day }: { cost: string; supplier: string; day: string },
  { effect }: StockTable,
  { suppliers }: Known,
): Lot {
  const unit_cost = cost ? costIn(cost) : null
  const wilts_on = day ? dayIn(day) : null
  const found = supplier ? (suppliers.get(fold(supplier)) ?? []) : []
  const lot = {
    unit_cost: unit_cost ?? null,
    supplier_id: found.length === 1 ? found[0].id : null,
    supplier_name: supplier || null,
    wilts_on: wilts_on ?? null,
  }
  const problem = (): LineProblem | null => {
    if (effect !== "received" && (cost || supplier || day)) {
      return "lot_not_received"
    }
    if (unit_cost === undefined || (unit_cost ?? 0) > MOST_COST) {
      return "cost_invalid"
    }
    if (wilts_on === undefined) {
      return "day_invalid"
    }
    if (supplier && found.length !== 1) {
      return found.length ? "supplier_ambiguous" : "supplier_not_found"
    }
    return null
  }
  return { ...lot, problem: problem() }
}
