import type { Language } from "../../lib/shop"

/**
 * A user's state in the bot. It is stored on their account, so that any process can continue. Orders and
 * payments do not use it.
 */
export type Session = {
  /** The current screen: the message that the next screen edits or replaces. */
  screen?: {
    message_id: number
    /** The picture's key; absent for a text message. */
    photo?: string
    /** True for a message with a reply keyboard. Telegram cannot edit such a message into a screen. */
    reply_keyboard?: boolean
  }
  /**
   * The open question "<feature>.<question>" that the next text, contact, location or photo answers. `since`
   * in ms. `asked_again_after` is the id of the message after which the bot asked the same question again: an edit of that
   * message is a new answer.
   */
  expects?: { question: string; about?: string; since: number; asked_again_after?: number }
  /**
   * The last album. The bot answers its first item only. `is_question`: its photos are a question to the shop; `refused`:
   * the sentence that the shopper has got about an item that the shop does not get.
   */
  album?: { id: string; is_question?: boolean; refused?: string }
  /** The variants that a florist chooses a substitution from. `about`: the assignment and the line. */
  substitution?: { about: string; variants: string[] }
  /** The photo of a ready bouquet that a florist sent last. */
  ready_photo?: { message_id: number; file_unique_id: string; number: number }
  /**
   * The last text or photo that answered no question: it can go to the shop, or become the comment of the order. `photo` is
   * a file_id.
   */
  typed?: { text?: string; photo?: string; messageId: number }
  /** The photo for which a product is chosen: its file_id and message, and the words that were searched. */
  product_photo?: { file_id: string; message_id: number; words?: string }
  /** The picture that was replaced last: the address of the new one, and the former thumbnail and first image. */
  replaced_photo?: {
    product_id: string
    url: string
    before: { thumbnail: string | null; first: string | null }
  }
  /** Payload of a deep link, opened after the user has chosen a language. */
  start_payload?: string
  /** Checkout state that the cart's delivery does not store. */
  checkout?: {
    /** The cart whose checkout the shopper has begun: the menu offers to continue it. */
    begun?: string
    /** Fields that hold the answers for another recipient; the bot asks them again. */
    again?: ("recipient_name" | "recipient_phone")[]
    /** The last placed order and its cart, to recognize a second tap on the pay button. */
    placed?: { cart_id: string; order_id: string }
    /** The order that is repeated and the new cart, to recognize a second tap on the repeat button. */
    repeated?: { order_id: string; cart_id: string }
    /** The cart that the shopper had before they repeated an order. It returns afterwards. */
    cart_aside?: string
  }
  /** The recipient of the last gift, which a product card offers to order for again. `without_card`: it had no greeting card. */
  last_gift?: { name: string; phone: string; without_card: boolean }
  /** What the shopper is deciding about an order that a courier brought back. */
  decision?: {
    order_id: string
    at_shop: boolean
    address?: string
    /** The zone of the address, and the difference in price that the shopper sees. */
    shipping_option_id?: string
    difference?: number
  }
  /** What the shopper is changing in a placed order: the new name, place, slot or card, until the rest of the answer is known. */
  change?: {
    order_id: string
    name?: string
    wanted?: {
      slot_id?: string
      address?: string | null
      latitude?: number | null
      longitude?: number | null
      shipping_option_id?: string
      card_text?: string | null
    }
  }
  /** Times of the shopper's questions in ms, for the rate limit. */
  questions?: number[]
  /** Times of the further photos of albums that are questions, in ms, for the rate limit. */
  further_photos?: number[]
  /** The catalogue list and filters in use. */
  catalog?: {
    /** The list that the "back" button of a product opens. */
    list?: ProductList
    filters?: ProductFilters
    draft?: ProductDraft
  }
  /**
   * Catalogue prices of cart lines that Medusa deliberately prices differently (a price of the customer group
   * or the quantity), by line id.
   * The cart does not report a changed price while these stay the same.
   */
  cart_prices?: Record<string, number>
  /** The custom bouquet that the user is composing. */
  builder?: BouquetDraft
  /** The stock notes of a staff member. */
  stock?: StockNotes
  /** The bouquets of a staff member for the showcase. */
  showcase?: ShowcaseNotes
}

/** The source and the page of a product list. */
export type ProductList = { page: number } & (
  { source: "all" } | { source: "category"; category_id: string } | { source: "search"; words: string }
)

/**
 * Active filters. A product must match each filter; one matching colour and one matching occasion are enough.
 */
export type ProductFilters = { color?: string[]; occasion?: string[]; price?: string; vip?: boolean }

/** Choices on a product card that are not in the cart yet. */
export type ProductDraft = {
  product_id: string
  variant_id: string
  quantity: number
  /** Quantity by variant id of the add-on. */
  addons: Record<string, number>
  /** Token in the "add" button of the card. A second tap with the same token adds nothing. */
  token: string
  added?: boolean
  /** First name of the person whose hint the shopper opened. */
  hinted_by?: string
}

export type BouquetDraft = {
  /** Id that the bouquet's cart lines share. */
  id: string
  /** Quantity by variant id of the stem, in the order of choice. */
  stems: Record<string, number>
  /** Variant id of the wrapping. */
  wrapping?: string
  /** Quantity by variant id of the add-on. */
  addons: Record<string, number>
}

export type StockNoteKind = "incoming" | "loss" | "regrading"

export type StockNotes = {
  /** The notes that are begun and not recorded, one of each kind. */
  notes?: Partial<Record<StockNoteKind, StockNote>>
  /** Version of the note that was changed last. */
  version?: number
  /** Inventory items that the person used last, the latest first. */
  recent?: string[]
  /** Whether items to choose from have pictures. */
  with_pictures?: boolean
  /** The note that was recorded last. It returns when the person takes it back. `id`: of the document or the request. */
  recorded?: { kind: StockNoteKind; id: string; note: StockNote }
}

/** What came, what is written off, or what changes its item, until it is recorded as a document. */
export type StockNote = {
  /** Part of the key of the document, so that a note is recorded once. */
  id: string
  /** New after each change. The buttons of a screen carry it: those of an earlier screen do nothing. */
  version: number
  lines: StockNoteLine[]
  /** The line that is being entered. Without an item, the bot asks for one. */
  entry?: Partial<StockNoteLine>
  supplier_id?: string
  reason?: string
  /** The item that regraded flowers become. */
  to?: string
  text?: string
  photo_file_id?: string
}

export type StockNoteLine = {
  item: string
  location: string
  quantity: number
  /** For one piece in minor units; null when nobody knows it. */
  cost?: number | null
  /** True when the cost is that of the last receipt, which florists do not see. */
  is_last_cost?: boolean
  /** Days that the flowers stay fresh; null when nobody knows it. */
  days?: number | null
  /** The wilting lot that the line writes off. */
  lot?: string
}

export type ShowcaseNotes = {
  /** Version of the note that was changed last. */
  version?: number
  /** The bouquet that is being made. */
  note?: ShowcaseNote
  /** Version of the note of the bouquet that was made last, to recognize a second tap. */
  made?: number
  /** The bouquet that is being taken apart, and how many of its stems return to the stock. */
  apart?: { id: string; version: number; stems: { item: string; all: number; returned: number }[] }
}

/** A bouquet that is being made, until it is recorded. */
export type ShowcaseNote = {
  /** Part of the bouquet's key, so that it is made once. */
  id: string
  /** New after each change. The buttons of a screen carry it: those of an earlier screen do nothing. */
  version: number
  /** A file_id; null for a bouquet without a photo, undefined while the bot asks for one. */
  photo?: string | null
  lines: ShowcaseLine[]
  /** The stem whose pieces are asked. */
  entry?: Omit<ShowcaseLine, "quantity">
  /** What is chosen: another stem, or a recipe. */
  picking?: "item" | "recipe"
  /** The product whose size is asked. */
  recipe_of?: string
  /** The product with which the bouquet began, with the price and the stems of its size. */
  recipe?: { product_id: string; title: Record<Language, string>; price: number; lines: ShowcaseLine[] }
  /** The name and the price in the main unit, if they are not the proposed ones. */
  title?: string
  price?: number
}

export type ShowcaseLine = {
  item: string
  location: string
  quantity: number
  /** The wilting lot from which the stems are taken first. */
  lot?: string
}
