/** Kinds of movements. `opening` is the stock that the shop had before its ledger. */
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

/** Kinds of documents that people record. */
export const DOCUMENT_KINDS = [
  "incoming",
  "loss",
  "correction",
  "regrading",
  "countermovement",
  "assembly",
  "disassembly",
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Kinds that a movement without a known reason can be explained with. */
export const EXPLAINED_KINDS = ["incoming", "loss", "correction", "return"] as const
export type ExplainedKind = (typeof EXPLAINED_KINDS)[number]

/** Why flowers are written off. */
export const LOSS_REASONS = ["wilted", "broken", "defective", "gift", "display", "missing", "other"] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/** Who changes the stock: a user of Medusa's admin, a person in Telegram, an API key, or the shop itself. */
export type StockActor = {
  actor_type: "user" | "api-key" | "telegram" | "system"
  actor_id: string | null
  channel: "admin" | "telegram" | "store" | "job"
}

/** What is known of the lot that an increase makes. */
export type LotFacts = {
  /** In minor units for one piece. */
  unit_cost?: number
  /** The value of the whole quantity in minor units, in place of `unit_cost`. */
  value?: number
  /** Whether the cost of a part of `value` is not known, or is that of an earlier lot. */
  is_unknown?: boolean
  is_estimated?: boolean
  supplier_id?: string
  /** The first day, as YYYY-MM-DD, on which the flowers are no longer fresh. */
  wilts_on?: string
  received_at?: string
}

/**
 * Why the stock changes. The database writes it to the movement; without a `kind`, the movement waits for an explanation.
 */
export type StockCause = Partial<StockActor> & {
  kind?: MovementKind
  reason?: string | null
  order_id?: string
  document_id?: string
  /** Id of the movement that this one takes back. */
  counters?: string
  /** Id of the movement whose lots a decrease takes first. */
  lots_of?: string
  note?: string | null
  lot?: LotFacts
  /** Id of the lot from which a decrease takes first. */
  lot_id?: string
}

/** A line of a document. */
export type StockLine = {
  inventory_item_id: string
  location_id: string
  /** Pieces; negative for a decrease. */
  quantity: number
  lot?: LotFacts
  /** Id of the lot from which a decrease takes first; then the oldest ones. */
  lot_id?: string
}

export type NewDocument = StockActor & {
  kind: Extract<DocumentKind, "incoming" | "loss" | "correction">
  key?: string | null
  supplier_id?: string | null
  reason?: string | null
  note?: string | null
  photo_file_id?: string | null
}

/** A movement as the database has it. Quantities are decimal strings, values are minor units. */
export type MovementRecord = {
  id: string
  inventory_item_id: string
  location_id: string
  /** The kind of its explanation, if it has one. */
  kind: MovementKind
  reason: string | null
  quantity: string
  stock_after: string
  value: string
  /** False while nobody has explained why the stock changed. */
  is_explained: boolean
  actor_type: string
  actor_id: string | null
  channel: string
  order_id: string | null
  document_id: string | null
  counters: string | null
  note: string | null
  created_at: Date
}

/** A lot as the database has it. Quantities are decimal strings, costs and values are minor units. */
export type LotRecord = {
  id: string
  inventory_item_id: string
  location_id: string
  document_id: string | null
  supplier_id: string | null
  supplier_name: string | null
  received_at: Date
  wilts_on: string | null
  /** For one piece; null when nobody knows it. */
  unit_cost: string | null
  /** Whether the cost is that of an earlier lot. */
  is_estimated: boolean
  quantity: string
  quantity_left: string
  value: string
  value_left: string
}

export type WiltingLot = Pick<
  LotRecord,
  "id" | "inventory_item_id" | "location_id" | "wilts_on" | "quantity_left" | "value_left"
>

/** A level whose stock is now lower than what orders have reserved. */
export type ShortLevel = { inventory_item_id: string; location_id: string; missing: string }

export type RecordedDocument = {
  id: string
  movements: MovementRecord[]
  /** Orders of these items cannot be made without new flowers. */
  short: ShortLevel[]
}

/** What a document has. Quantities are decimal strings, values are minor units. */
export type DocumentSummary = {
  id: string
  lines: number
  /** Of all lines, without their signs. */
  pieces: string
  value: string
  /** Ids of its first items, three at most. */
  first_items: string[]
  /** Whether countermovements have taken all of it back. */
  is_taken_back: boolean
}

/** A loss or a correction that a second person must approve. */
export type NewRequest = StockActor & {
  kind: "loss" | "correction"
  key?: string | null
  lines: StockLine[]
  reason?: string | null
  note?: string | null
  photo_file_id?: string | null
  /** The staff member who asks; null for an API key. */
  member_id: string | null
}

/** What changed the stock of an item on a day, in pieces. What came back is taken off `sold`. */
export type DayOfItem = {
  /** YYYY-MM-DD. */
  day: string
  change: number
  received: number
  sold: number
  lost: number
}

/** A lower price for the products that use the flowers of a lot. */
export type NewOffer = StockActor & {
  lot_id: string
  inventory_item_id: string
  percent: number
  price_list_id: string
  ends_at: Date
}

/** When an item is ordered again. */
export type ReorderRecord = {
  inventory_item_id: string
  /** The item is low when its free pieces fall to this number or below. */
  level: number | null
  /** The smallest quantity that is ordered. */
  quantity: number | null
  supplier_id: string | null
  supplier_name: string | null
  supplier_phone: string | null
  /** Null: that of the supplier. */
  own_lead_days: number | null
  /** Days from the order until the flowers come: its own, else those of the supplier, else 0. */
  lead_days: number
  /** Null while its free pieces are above the level. */
  low_since: Date | null
}

/** What was sold of an item: days, counted from a day that the caller chose, and pieces. */
export type SoldItem = { inventory_item_id: string; days: [day: number, pieces: number][] }

/** What somebody counted of an item: see count-statements.ts. Quantities are decimal strings. */
export type CountEntry = StockActor & {
  inventory_item_id: string
  /** The staff member, else the login or the API key: a person has one entry of an item. */
  person: string
  counted: string
  /** The stock in the books when it was counted. */
  book: string
  /** Whether it is a further part of what others counted. */
  adds: boolean
  counted_at: Date
}

export type NewCountEntry = StockActor & {
  inventory_item_id: string
  person: string
  counted: number
  adds: boolean
  /** Chosen by the caller: a repeated call with the same key changes nothing. */
  key: string | null
}

/** What is counted of an item by all people together. Quantities are decimal strings. */
export type CountedItem = { inventory_item_id: string; counted: string; book: string; difference: string }

/** Larger losses and corrections wait for a second person. 0: never. `value` is in minor units. */
export type ApprovalLimits = { pieces: number; value: number }

export type CountRefusal =
  "count_not_found" | "count_waiting" | "count_closed" | "count_canceled" | "count_changed"

/** What became of a closed count: a document, a request that waits for a second person, or neither when nothing differed. */
export type ClosedCount = {
  document_id: string | null
  request_id: string | null
  /** Only when it was recorded now. */
  document?: RecordedDocument
}
