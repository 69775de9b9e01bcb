/** Number of pieces by inventory item id. */
export type Pieces = Map<string, number>

export type HeldItem = { inventory_item_id: string; quantity: number }

/** Availability of an inventory item for one cart. */
export type ItemStock = {
  inventory_item_id: string
  /** Stocked minus reserved quantity at the sales channel's stock location that has the most. */
  unreserved: number
  /** Pieces that this cart holds. */
  own: number
  /** Pieces that other carts hold. */
  others: number
  /** End of the first hold of another cart; null if no other cart holds the item. */
  others_until: Date | null
  /**
   * Whether another cart that holds the item is becoming an order. Its pieces may be counted twice for a
   * moment.
   */
  others_completing: boolean
}

export type HoldTimes = {
  /** Lifetime of the hold from now, in minutes. */
  minutes: number
  /** Whether the cart becomes an order now. */
  completing: boolean
  /** Maximum time from the beginning of the hold to its end, in minutes. An order that is being placed exceeds it. */
  total: number
}

/** Limits for a cart that holds stock, as SQL expressions. */
export type HoldLimits = {
  /** Whether the cart may hold more than it holds now. */
  may_grow: string
  /** The client's address, stored with the hold; null for a cart that is not counted. */
  address: string
  /** The key that is locked while the holds of the address are counted; undefined without an address. */
  lock?: string
}

/** How a hold is renewed. */
export type Renewal = {
  /** Lifetime of the hold from now, in minutes. */
  minutes: number
  /** See {@link HoldTimes}. */
  total: number
  /** The hold is written only when its end moves by more than this, in seconds. */
  step: number
}

/** A hold near its end, with the shopper to notify. */
export type EndingHold<Language> = {
  id: string
  expires_at: Date
  /** Null without a shopper to notify. */
  telegram_id: string | null
  language: Language | null
}
