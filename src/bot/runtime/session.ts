/**
 * A person's state in the bot, stored on their account so that any process can continue. Orders and money
 * never depend on it.
 */
export type Session = {
  /** The message that menus edit. */
  screen?: {
    message_id: number
    /** The picture's key; absent for a text message. */
    photo?: string
    /** True when it has a reply keyboard: such a message cannot become another screen. */
    reply_keyboard?: boolean
  }
  /** What the next typed message, contact, location or photo is the answer to: "<feature>.<question>". */
  expects?: { question: string; about?: string; since: number }
  /** A deep link's payload, kept while the language is being chosen. */
  start_payload?: string
  /** Checkout state beyond the cart's delivery. */
  checkout?: {
    /** Fields entered for a former recipient, to be asked again. */
    again?: ("recipient_name" | "recipient_phone")[]
    /** The last order placed, and the cart it was: for the duplicate of the tap that placed it. */
    placed?: { cart_id: string; order_id: string }
    /** The old order that is being repeated, and its new cart: for the duplicate of that tap. */
    repeated?: { order_id: string; cart_id: string }
    /** The shopper's former cart, set aside meanwhile. */
    cart_aside?: string
  }
  /** Times of the shopper's questions in ms, for the rate limit. */
  questions?: number[]
  /** The catalogue list and filters in use. */
  catalog?: {
    /** The list that a product's "back" leads to. */
    list?: ProductList
    filters?: ProductFilters
    draft?: ProductDraft
  }
  /**
   * The catalogue's prices of cart lines that rightly cost something else (a price of the customer's own group,
   * a price by quantity), by line id: Medusa was asked, and kept its price.
   */
  cart_prices?: Record<string, number>
  /** The bouquet that is being put together, stem by stem. */
  builder?: BouquetDraft
}

/** Where a page of products comes from, and which page. */
export type ProductList = { page: number } & (
  { source: "all" } | { source: "category"; category_id: string } | { source: "search"; words: string }
)

/** Products are shown that have one of the colours and one of the occasions, a price in the band, and are VIP. */
export type ProductFilters = { color?: string[]; occasion?: string[]; price?: string; vip?: boolean }

/** A product on its card, before it is in the cart. */
export type ProductDraft = {
  product_id: string
  variant_id: string
  quantity: number
  /** Pieces by add-on variant. */
  addons: Record<string, number>
  /** On the card's "add" button: a second tap on it adds nothing. */
  token: string
  added?: boolean
}

export type BouquetDraft = {
  /** Joins the bouquet's lines in the cart. */
  id: string
  /** Pieces by stem variant, in the order in which they were chosen. */
  stems: Record<string, number>
  /** The variant of the wrapping. */
  wrapping?: string
  /** Pieces by add-on variant. */
  addons: Record<string, number>
}
