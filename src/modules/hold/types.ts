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
}

/** How a hold is renewed. */
export type Renewal = {
  /** Lifetime of the hold from now, in minutes. */
  minutes: number
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
