/** JSON types of the Admin API's answers. */

export type Status =
  | "awaiting_payment"
  | "offered"
  | "accepted"
  | "ready"
  | "out_for_delivery"
  | "delivered"
  | "returned"
  | "canceled"

export const STATUSES: Status[] = [
  "awaiting_payment",
  "offered",
  "accepted",
  "ready",
  "out_for_delivery",
  "delivered",
  "returned",
  "canceled",
]

export type Method = "delivery" | "pickup"

export type Assignment = {
  id: string
  order_id: string
  display_id: number
  method: Method
  status: Status
  florist_name: string | null
  courier_name: string | null
  photo_file_id: string | null
  photo_sent_at: string | null
  photo_due_at: string | null
  door_photo_file_id: string | null
  created_at: string
}

export const RATING_STATUSES = ["pending", "approved", "hidden"] as const
export type RatingStatus = (typeof RATING_STATUSES)[number]

/** What the buyer thinks of a delivered order. */
export type Rating = {
  id: string
  order_id: string
  display_id: number
  stars: number
  words: string | null
  status: RatingStatus
  rated_at: string
}

export type RatingPage = { ratings: Rating[]; count: number }

export type Delivery = {
  method: Method | null
  for_someone_else: boolean
  recipient_name: string | null
  recipient_phone: string | null
  giver_phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  card_text: string | null
  anonymous: boolean
  surprise: boolean
  address_unknown: boolean
  door_photo: boolean
  comment: string | null
  date: string | null
  starts_at: string | null
  ends_at: string | null
  express: boolean
  exact_time: string | null
  call_first: boolean
  no_shows: number
}

/** What staff can change in the delivery of a placed order, or enter for an order that is not in the workshop. */
export type DeliveryForm = {
  method: Method | ""
  shipping_option_id: string
  recipient_name: string
  recipient_phone: string
  address: string
  slot_id: string
  card_text: string
  comment: string
  anonymous: boolean
}

export type OrderDelivery = {
  delivery: Omit<Delivery, "date"> & { slot_id: string | null; shipping_option_id: string | null }
  /** The options of an order that is not in the workshop. */
  shipping_options: { id: string; name: string; method: Method }[]
  is_in_workshop: boolean
  /** The slots with a free place. */
  slots: { id: string; starts_at: string; ends_at: string; method: Method }[]
  can_change: boolean
}

/** An open order that is not with the florists. */
export type UnassignedOrder = {
  id: string
  display_id: number
  created_at: string
  email: string | null
  recipient: string | null
}

export type UnassignedOrders = { orders: UnassignedOrder[]; count: number }

export type Transition = {
  id: string
  action: string
  from: Status | null
  to: Status
  actor_type: "staff" | "shopper" | "admin" | "system"
  actor_name: string | null
  reason: string | null
  metadata: { all_declined?: boolean } | null
  created_at: string
}

/** The open amounts of an order, in minor units. */
export type Balance = { paid: number; due: number; owed: number; currency_code: string }

/** A change of the order that is begun and neither confirmed nor canceled. */
export type OpenChange = { kind: string; begun_at: string; begun_by: string | null }

export type NextAction = { action: string; needs_reason: boolean }

export type OrderAssignment = {
  assignment: Assignment | null
  delivery: Delivery | null
  balance: Balance
  /** Where the shopper can pay the rest of a paid order online. */
  payment_url: string | null
  open_change: OpenChange | null
  rating: Rating | null
  transitions: Transition[]
  next_actions: NextAction[]
}

export type ListedAssignment = Assignment & {
  delivery: Pick<Delivery, "date" | "starts_at" | "ends_at" | "express" | "recipient_name" | "address"> | null
  balance: Balance | null
}

export type AssignmentPage = { assignments: ListedAssignment[]; count: number; limit: number; offset: number }

export const ROLES = ["owner", "manager", "florist", "courier", "accountant", "marketing", "support"] as const
export type Role = (typeof ROLES)[number]

export type StaffMember = {
  id: string
  telegram_id: string
  name: string
  role: Role
  active: boolean
  language: "ru" | "uz"
  /** The Medusa admin user of this staff member. */
  user_id: string | null
}

export type AdminUser = { id: string; email: string }

export type Invite = { role: Role; token: string; link: string | null; expires_at: string }

export type ShopChat = {
  purpose: "florists" | "couriers" | "shop" | "admin"
  chat_id: string | null
  message_thread_id: string | null
  title: string
  source: "bound" | "environment" | null
  /** Why the bot cannot write to the chat, in Telegram's words; null while it can. */
  problem: string | null
}

export const MESSAGE_STATES = ["pending", "sending", "sent", "unknown", "failed", "skipped"] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export type TelegramMessage = {
  id: string
  key: string
  kind: "notice" | "card"
  chat_id: string
  order_id: string | null
  display_id: number | null
  state: MessageState
  attempts: number
  last_error: string | null
  text: string | null
  can_send_again: boolean
  created_at: string
  sent_at: string | null
  next_attempt_at: string | null
}

export type MessagePage = {
  telegram_messages: TelegramMessage[]
  count: number
  limit: number
  offset: number
}

export type ItemHold = { cart_id: string; quantity: number; expires_at: string; telegram_name: string | null }

export type ItemHolds = { holds: ItemHold[]; held: number }

/** A Telegram user who has a customer. */
export type TelegramAccount = {
  id: string
  telegram_id: string
  username: string | null
  name: string
}

export type RunStatus = "waiting" | "running" | "done" | "failed"

export type FileProblem = { path: string; handle?: string; message: string }

/** Why long work failed. */
export type RunError = { code: string; message: string; problems?: FileProblem[] }

export type ImportCounts = { created: number; updated: number; unchanged: number; notes: string[] }

/** Long work on the server, and its progress. */
export type Run = {
  id: string
  status: RunStatus
  /** Null for the command line. */
  user_name: string | null
  done: number
  total: number | null
  error: RunError | null
  created_at: string
  finished_at: string | null
}

export type CatalogImport = ImportCounts & Run

export type ImportPage = { imports: CatalogImport[]; count: number }
