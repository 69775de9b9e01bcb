/**
 * Where a person is in the bot. It lives on their account in the database, so that any process can go on;
 * nothing in it is needed to keep an order or money right.
 */
export type Session = {
  /** The message that is edited as the person moves through menus. */
  screen?: {
    message_id: number
    /** The picture it shows, by key; none for a message of text. */
    photo?: string
    /** It carries a reply keyboard, so it cannot be edited into another screen. */
    reply_keyboard?: boolean
  }
  /** What the next typed message, contact, location or photo is the answer to: "<feature>.<question>". */
  expects?: { question: string; about?: string; since: number }
  /** A deep link's payload, kept while the language is being chosen. */
  start_payload?: string
  /** The checkout's walk beyond what the cart's delivery tells. */
  checkout?: {
    /** Fields told for another recipient, to be asked once more. */
    again?: ("recipient_name" | "recipient_phone")[]
    /** The last order placed, and the cart it was: for the duplicate of the tap that placed it. */
    placed?: { cart_id: string; order_id: string }
    /** The old order that is being repeated, and its new cart: for the duplicate of that tap. */
    repeated?: { order_id: string; cart_id: string }
    /** The cart put aside meanwhile. */
    cart_aside?: string
  }
  /** When questions to the shop were sent, in milliseconds: for a kind limit. */
  questions?: number[]
  /** What the shopper looks through, and how. */
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
