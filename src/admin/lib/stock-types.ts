/** JSON types of the answers about the stock. Money is in minor units, and absent for a florist. */

export const MOVEMENT_KINDS = [
  "opening",
  "incoming",
  "sale",
  "return",
  "loss",
  "correction",
  "assembly",
  "disassembly",
  "regrading",
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

export const EXPLAINED_KINDS = ["incoming", "loss", "correction", "return"] as const
export type ExplainedKind = (typeof EXPLAINED_KINDS)[number]

export const LOSS_REASONS = ["wilted", "broken", "defective", "gift", "display", "missing", "other"] as const

/** Reasons that have a text: those of a loss, of a count, and of imports. */
export const KNOWN_REASONS: readonly string[] = [...LOSS_REASONS, "count", "import", "catalog_import"]

/** Documents that a person records on the page. */
export const NEW_DOCUMENT_KINDS = ["incoming", "loss", "correction", "regrading"] as const
export type NewDocumentKind = (typeof NEW_DOCUMENT_KINDS)[number]

export const DOCUMENT_KINDS = [...NEW_DOCUMENT_KINDS, "countermovement", "assembly", "disassembly"] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const REQUEST_STATUSES = ["pending", "approved", "refused"] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

type Named = { item_title: string | null; sku: string | null; location_name: string | null }

type Acted = { actor_type: string; actor_name: string | null; channel: string; created_at: string }

export type Movement = Named &
  Acted & {
    id: string
    inventory_item_id: string
    kind: MovementKind
    reason: string | null
    quantity: number
    stock_after: number
    value?: number
    is_explained: boolean
    order_id: string | null
    display_id: number | null
    document_id: string | null
    counters: string | null
    note: string | null
  }

export type MovementPage = { stock_movements: Movement[]; next_before: string | null; count?: number }

export type Document = Acted & {
  id: string
  kind: DocumentKind
  supplier_name: string | null
  reason: string | null
  note: string | null
  lines: number
  pieces: number
  value?: number
  item_titles: (string | null)[]
  is_taken_back: boolean
}

export type DocumentPage = { stock_documents: Document[]; has_more: boolean }

export type WholeDocument = Document & { movements: Movement[] }

/** What became of a document: it is recorded, or it waits for a second person. */
export type DocumentOutcome =
  | { stock_document: WholeDocument; short: { missing: number }[]; stock_request?: undefined }
  | { stock_request: StockRequest }

export type StockRequest = Acted & {
  id: string
  kind: "loss" | "correction"
  lines: (Named & { inventory_item_id: string; quantity: number })[]
  pieces: number
  worth?: number
  reason: string | null
  note: string | null
  status: RequestStatus
  decided_by_name: string | null
  decided_at: string | null
}

export type RequestPage = { stock_requests: StockRequest[]; has_more: boolean }

export type StockItem = {
  inventory_item_id: string
  location_id: string
  location_name: string | null
  title: string | null
  sku: string | null
  stocked: number
  reserved: number
  held: number
  free: number
  sold_7: number
  sold_30: number
  last_receipt_at: string | null
  average_cost?: number | null
  value?: number
}

export type StockItemPage = { stock_items: StockItem[]; has_more: boolean }

export type Lot = Named & {
  id: string
  supplier_name: string | null
  received_at: string
  wilts_on: string | null
  quantity: number
  quantity_left: number
  unit_cost?: number | null
  is_estimated?: boolean
  value_left?: number
}

export type LotPage = { stock_lots: Lot[]; has_more: boolean }

export type Supplier = {
  id: string
  name: string
  phone: string | null
  note: string | null
  lead_days: number
}

export type SupplierPage = { stock_suppliers: Supplier[]; has_more: boolean }

export type FoundItem = { id: string; title: string | null; sku: string | null }

/** What people call an item. */
export const itemName = ({ title, sku }: { title: string | null; sku: string | null }): string =>
  title ?? sku ?? "–"

/** What people call the item of a movement, a lot or a line. */
export const titleOf = ({
  item_title: title,
  sku,
}: {
  item_title: string | null
  sku: string | null
}): string => itemName({ title, sku })

/** A day in the history of an item, in pieces. */
export type ItemDay = {
  day: string
  received: number
  sold: number
  lost: number
  other: number
  /** At the end of the day. */
  stock: number
}

/** A lower price for the products that use a lot. */
export type OpenOffer = { id: string; lot_id: string; percent: number }
