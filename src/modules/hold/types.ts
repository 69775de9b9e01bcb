/** Pieces by inventory item id. */
export type Pieces = Map<string, number>

export type HeldItem = { inventory_item_id: string; quantity: number }

/** The stock of one inventory item, as one cart sees it. */
export type ItemStock = {
  inventory_item_id: string
  /** Pieces that no order has reserved, at the location of the sales channel that has most. */
  unreserved: number
  /** Pieces that this cart holds. */
  own: number
  /** Pieces that other carts hold. */
  others: number
  /** The first end of the other carts' holds; null without any. */
  others_until: Date | null
  /** Whether one of the other carts becomes an order now: its pieces may count twice for a moment. */
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
