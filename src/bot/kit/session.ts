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
}
