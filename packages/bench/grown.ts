import type { Client } from "pg"

/** Size of a grown shop. */
export type GrownSize = {
  /** All orders, open ones included. */
  orders: number
  /** Number of days over which the orders are spread. */
  days: number
  /** Orders that are still open: a quarter each is offered, accepted, ready and out for delivery. */
  open: number
}

/** Ids of the staff members who made and delivered the orders. */
export const GROWN_FLORIST = "staff_grown_florist"
const GROWN_COURIER = "staff_grown_courier"

/** Price of each order, in soums. */
const PRICE = 250_000

/**
 * The id of a row of an order. It is as long as one of Medusa, and it sorts before those of later rows.
 *
 * @param number an SQL expression, the running number of the order
 */
const id = (prefix: string, number = "g.i") => `'${prefix}_00' || lpad((${number})::text, 24, '0')`

const raw = (amount: string | number) => `jsonb_build_object('value', (${amount})::text, 'precision', 20)`

/** Inserts a row of each order that meets the condition. @param columns the columns and their SQL expressions on `g` */
const insert = (table: string, columns: Record<string, string>, condition = "true", join = "") => `
  insert into "${table}" (${Object.keys(columns)
    .map((column) => `"${column}"`)
    .join(", ")})
  select ${Object.values(columns).join(", ")} from grown g ${join} where ${condition}`

const stamps = { created_at: "g.at", updated_at: "g.at" }
const amount = { amount: String(PRICE), raw_amount: raw(PRICE) }
const money = { ...amount, currency_code: "'uzs'" }

/** One row for each order: its time, its state and its payment provider. */
const ORDERS = ({ orders, open, days }: GrownSize) => `
  create temp table grown as
  select i, base.number + i as display_id, times.at, times.is_open, state.status, state.status = 'canceled' as is_canceled,
    i % 9 <> 0 as is_delivery,
    case i % 9 when 0 then 'pp_payme_payme' when 1 then 'pp_payme_payme' when 2 then 'pp_click_click'
      when 3 then 'pp_stripe-checkout_stripe-checkout' else 'pp_system_default' end as provider,
    (i * 7919) % greatest(${orders} / 3, 1) as shopper,
    (select id from region where deleted_at is null order by id limit 1) as region_id,
    (select id from sales_channel where deleted_at is null order by name = 'Telegram' desc, id limit 1) as channel_id,
    coalesce((select id from stock_location where deleted_at is null order by id limit 1), 'sloc_grown') as location_id
  from generate_series(1, ${orders}) as i
  cross join (select coalesce(max(display_id), 0) as number from "order") as base
  cross join lateral (
    select is_open, date_trunc('milliseconds', now()) - case
      when is_open then interval '150 minutes' + (${orders} - i) * interval '1 second'
      else interval '1 day' + (${orders - open} - i) * (interval '${days} days' / ${orders}) end as at
    from (select i > ${orders - open} as is_open) as opened
  ) as times
  cross join lateral (
    select case when is_open then (array['offered', 'accepted', 'ready', 'out_for_delivery'])[1 + i % 4]
      when i % 25 = 0 then 'canceled' else 'delivered' end as status
  ) as state`

const REACHED = {
  accepted: "g.status not in ('offered', 'canceled')",
  ready: "g.status in ('ready', 'out_for_delivery', 'delivered')",
  left: "g.status in ('out_for_delivery', 'delivered')",
}
const after = (minutes: number, condition = "true") =>
  `case when ${condition} then g.at + interval '${minutes} minutes' end`
const CLOSED_AT = after(120, "not g.is_open")
const IS_ONLINE = "g.provider <> 'pp_system_default'"
/** Whether Medusa has the money of the order. */
const IS_CAPTURED = `(${IS_ONLINE} or g.status = 'delivered')`

/** The rows of Medusa's modules. */
const MEDUSA_ROWS = [
  insert(
    "customer",
    { id: id("cus"), first_name: "'Aziza'", has_account: "false", ...stamps },
    "g.i - 1 in (select shopper from grown)",
  ),
  insert("order_address", { id: id("ordaddr"), first_name: "'Malika'", address_1: "'Navoi, 5'", ...stamps }),
  insert("order", {
    id: id("order"),
    display_id: "g.display_id",
    region_id: "g.region_id",
    sales_channel_id: "g.channel_id",
    customer_id: id("cus", "g.shopper + 1"),
    shipping_address_id: id("ordaddr"),
    currency_code: "'uzs'",
    status:
      "(case g.status when 'canceled' then 'canceled' when 'delivered' then 'completed' else 'pending' end)::order_status_enum",
    canceled_at: "case when g.is_canceled then g.at end",
    ...stamps,
  }),
  insert("order_line_item", {
    id: id("ordli"),
    title: "'Roses'",
    product_title: "'Roses'",
    variant_title: "'15'",
    unit_price: String(PRICE),
    raw_unit_price: raw(PRICE),
    ...stamps,
  }),
  insert("order_item", {
    id: id("orditem"),
    order_id: id("order"),
    item_id: id("ordli"),
    version: "1",
    quantity: "1",
    raw_quantity: raw(1),
    fulfilled_quantity: `case when ${REACHED.accepted} then 1 else 0 end`,
    shipped_quantity: `case when ${REACHED.left} then 1 else 0 end`,
    delivered_quantity: "case when g.status = 'delivered' then 1 else 0 end",
    return_requested_quantity: "0",
    return_received_quantity: "0",
    return_dismissed_quantity: "0",
    written_off_quantity: "0",
    ...stamps,
  }),
  insert("order_summary", {
    id: id("ordsum"),
    order_id: id("order"),
    totals: `jsonb_build_object('current_order_total', ${PRICE}, 'original_order_total', ${PRICE},
      'paid_total', case when ${IS_CAPTURED} then ${PRICE} else 0 end, 'refunded_total', 0,
      'pending_difference', case when ${IS_CAPTURED} then 0 else ${PRICE} end)`,
    ...stamps,
  }),
  insert(
    "order_transaction",
    {
      id: id("ordtrx"),
      order_id: id("order"),
      ...money,
      reference: "'capture'",
      reference_id: id("capt"),
      ...stamps,
    },
    IS_CAPTURED,
  ),
  insert("payment_collection", {
    id: id("pay_col"),
    ...money,
    captured_amount: `case when ${IS_CAPTURED} then ${PRICE} else 0 end`,
    raw_captured_amount: raw(`case when ${IS_CAPTURED} then ${PRICE} else 0 end`),
    status: `case when ${IS_CAPTURED} then 'completed' else 'awaiting' end`,
    ...stamps,
  }),
  insert("order_payment_collection", {
    id: id("ordpay"),
    order_id: id("order"),
    payment_collection_id: id("pay_col"),
    ...stamps,
  }),
  insert("payment_session", {
    id: id("payses"),
    ...money,
    provider_id: "g.provider",
    status: "'authorized'",
    payment_collection_id: id("pay_col"),
    ...stamps,
  }),
  insert("payment", {
    id: id("pay"),
    ...money,
    provider_id: "g.provider",
    payment_collection_id: id("pay_col"),
    payment_session_id: id("payses"),
    captured_at: `case when ${IS_CAPTURED} then g.at end`,
    data: `case when ${IS_ONLINE} then jsonb_build_object('performed',
      jsonb_build_object('transaction_id', ${id("ext")}, 'at', to_jsonb(g.at))) else '{}' end`,
    ...stamps,
  }),
  insert("capture", { id: id("capt"), ...amount, payment_id: id("pay"), ...stamps }, IS_CAPTURED),
  insert(
    "refund",
    { id: id("ref"), ...amount, payment_id: id("pay"), ...stamps },
    `${IS_ONLINE} and g.is_canceled`,
  ),
  insert(
    "fulfillment",
    {
      id: id("ful"),
      location_id: "g.location_id",
      shipped_at: after(60, REACHED.left),
      delivered_at: after(120, "g.status = 'delivered'"),
      ...stamps,
    },
    REACHED.accepted,
  ),
  insert(
    "order_fulfillment",
    { id: id("ordful"), order_id: id("order"), fulfillment_id: id("ful"), ...stamps },
    REACHED.accepted,
  ),
  insert("cart", {
    id: id("cart"),
    region_id: "g.region_id",
    sales_channel_id: "g.channel_id",
    customer_id: id("cus", "g.shopper + 1"),
    currency_code: "'uzs'",
    completed_at: "g.at",
    ...stamps,
  }),
  insert("order_cart", { id: id("ordcart"), order_id: id("order"), cart_id: id("cart"), ...stamps }),
  // Carts that nobody ordered.
  insert(
    "cart",
    {
      id: id("cart_left"),
      region_id: "g.region_id",
      sales_channel_id: "g.channel_id",
      currency_code: "'uzs'",
      ...stamps,
    },
    "g.i % 2 = 0",
  ),
  // A finished order edit of each tenth order.
  insert(
    "order_change",
    {
      id: id("ordch"),
      order_id: id("order"),
      version: "2",
      change_type: "'edit'",
      status: "'confirmed'",
      confirmed_at: "g.at",
      ...stamps,
    },
    "not g.is_open and g.i % 10 = 0",
  ),
  insert(
    "workflow_execution",
    {
      id: id("wf_exec"),
      workflow_id: "'place-order'",
      transaction_id: id("auto"),
      run_id: id("run"),
      state: "'done'",
      execution: "'{}'",
      context: "'{}'",
      retention_time: "86400",
      ...stamps,
    },
    "g.i % 4 = 0",
  ),
]

/** The number of a row in the order of time: the rows of an order follow each other. */
const numbered = (sequence: string, index: number) =>
  `(select coalesce(last_value, 0) from pg_sequences where sequencename = '${sequence}') + g.i * 10 + ${index}`

/** The steps of an order: action, state before and after, minutes after its beginning, condition. */
const STEPS: [action: string, from: string | undefined, to: string, minutes: number, condition: string][] = [
  ["open", undefined, "offered", 0, "true"],
  ["accept", "offered", "accepted", 10, REACHED.accepted],
  ["mark_ready", "accepted", "ready", 40, REACHED.ready],
  ["take_delivery", "ready", "ready", 50, REACHED.left],
  ["pick_up", "ready", "out_for_delivery", 60, REACHED.left],
  ["deliver", "out_for_delivery", "delivered", 120, "g.status = 'delivered'"],
  ["cancel", "offered", "canceled", 120, "g.is_canceled"],
]

const MESSAGES: [key: string, chat: string, kind: "card" | "notice", condition: string][] = [
  [`'card:' || ${id("asgn")} || ':florists:0:-100900000001'`, "'-100900000001'", "card", "true"],
  [`'card:' || ${id("asgn")} || ':work:${GROWN_FLORIST}'`, "'900000001'", "card", REACHED.accepted],
  [
    `'card:' || ${id("asgn")} || ':couriers:0:-100900000002'`,
    "'-100900000002'",
    "card",
    `${REACHED.ready} and g.is_delivery`,
  ],
  [`'card:' || ${id("asgn")} || ':work:${GROWN_COURIER}'`, "'900000002'", "card", REACHED.left],
  [
    `'transition:' || ${id("trans", "g.i * 10")} || ':shopper'`,
    "(910000000 + g.shopper)::text",
    "notice",
    "true",
  ],
  [
    `'transition:' || ${id("trans", "g.i * 10 + 1")} || ':shopper'`,
    "(910000000 + g.shopper)::text",
    "notice",
    REACHED.accepted,
  ],
]

/** The rows of the shop's own modules. */
const OWN_ROWS = [
  `insert into workshop_staff_member (id, telegram_id, name, role, language, active, cards_kept_at)
   values ('${GROWN_FLORIST}', '900000001', 'Nodira', 'florist', 'ru', true, now()),
          ('${GROWN_COURIER}', '900000002', 'Sardor', 'courier', 'ru', true, now())`,
  insert(
    "telegram_account",
    {
      id: id("tgacc"),
      telegram_id: "(910000000 + g.i - 1)::text",
      first_name: "'Aziza'",
      language: "'ru'",
      customer_id: id("cus"),
      session: `'{"screen":"menu"}'`,
      ...stamps,
    },
    "g.i - 1 in (select shopper from grown)",
  ),
  insert("delivery", {
    id: id("dlv"),
    cart_id: id("cart"),
    order_id: id("order"),
    method: "case when g.is_delivery then 'delivery' else 'pickup' end",
    recipient_name: "'Malika'",
    address: "'Navoi, 5'",
    address_id: id("ordaddr"),
    date: "to_char(g.at, 'YYYY-MM-DD')",
    starts_at: after(180),
    ends_at: after(300),
    status: "case when g.is_canceled then 'released' else 'booked' end",
    booked_at: "g.at",
    remembered_at: "g.at",
    ...stamps,
  }),
  insert("workshop_assignment", {
    id: id("asgn"),
    order_id: id("order"),
    display_id: "g.display_id",
    method: "case when g.is_delivery then 'delivery' else 'pickup' end",
    status: "g.status",
    florist_id: `case when ${REACHED.accepted} then '${GROWN_FLORIST}' end`,
    courier_id: `case when ${REACHED.left} then '${GROWN_COURIER}' end`,
    fulfillment_id: `case when ${REACHED.accepted} then ${id("ful")} end`,
    offered_at: "g.at",
    accepted_at: after(10, REACHED.accepted),
    ready_at: after(40, REACHED.ready),
    taken_at: after(50, REACHED.left),
    picked_up_at: after(60, REACHED.left),
    delivered_at: after(120, "g.status = 'delivered'"),
    closed_at: CLOSED_AT,
    finished_at: CLOSED_AT,
    ...stamps,
  }),
  ...STEPS.map(([action, from, to, minutes, condition], index) =>
    insert(
      "workshop_transition",
      {
        id: id("trans", `g.i * 10 + ${index}`),
        number: numbered("workshop_transition_number_seq", index),
        assignment_id: id("asgn"),
        action: `'${action}'`,
        from: from ? `'${from}'` : "null::text",
        to: `'${to}'`,
        actor_type: "'system'",
        announced_at: after(minutes),
        created_at: after(minutes),
        updated_at: after(minutes),
      },
      condition,
    ),
  ),
  ...MESSAGES.map(([key, chat, kind, condition], index) =>
    insert(
      "outbox_message",
      {
        id: id("tgmsg", `g.i * 10 + ${index}`),
        number: numbered("outbox_message_number_seq", index),
        key,
        chat_id: chat,
        kind: `'${kind}'`,
        order_id: id("order"),
        wanted: "'sent'",
        content: "'sent'",
        state: "'sent'",
        message_id: `(g.i * 10 + ${index})::text`,
        sent_at: "g.at",
        enqueued_at: "g.at",
        next_attempt_at: "g.at",
        ...stamps,
      },
      condition,
    ),
  ),
  insert(
    "gateway_transaction",
    {
      id: id("gwtr"),
      provider_id: "g.provider",
      external_id: id("ext"),
      order_id: id("order"),
      reference: "g.display_id::text",
      amount: String(PRICE * 100),
      raw_amount: raw(PRICE * 100),
      refunded_amount: `case when g.is_canceled then ${PRICE * 100} else 0 end`,
      raw_refunded_amount: raw(`case when g.is_canceled then ${PRICE * 100} else 0 end`),
      currency_code: "'uzs'",
      state: "case when g.is_canceled then 'canceled' else 'performed' end",
      settled_state: "case when g.is_canceled then 'canceled' else 'performed' end",
      cancel_cause: "case when g.is_canceled then 'refunded' end",
      gateway_time: "g.at",
      began_at: "g.at",
      performed_at: "g.at",
      canceled_at: after(120, "g.is_canceled"),
      // Click is asked about a payment once a day.
      asked_at: "now()",
      fiscal: "'{}'",
      ...stamps,
    },
    IS_ONLINE,
  ),
  ...["CheckPerformTransaction", "CreateTransaction", "PerformTransaction"].map((method, index) =>
    insert(
      "gateway_call",
      {
        id: id("gwcall", `g.i * 10 + ${index}`),
        provider_id: "g.provider",
        method: `'${method}'`,
        external_id: id("ext"),
        reference: "g.display_id::text",
        request: "'{}'",
        answer: "'{}'",
        outcome: "'ok'",
        took_ms: "12",
        ...stamps,
      },
      IS_ONLINE,
    ),
  ),
  insert(
    "gateway_event",
    {
      id: id("gwevt"),
      provider_id: "g.provider",
      external_id: `'evt_' || ${id("ext")}`,
      type: "'checkout.session.completed'",
      subject_id: id("ext"),
      happened_at: "g.at",
      followed_at: "g.at",
      ...stamps,
    },
    "g.provider = 'pp_stripe-checkout_stripe-checkout'",
  ),
  insert("telegram_update", { id: "(100000000 + g.i)::text", queue: "''", handled_at: "g.at", ...stamps }),
  insert("core_audit_entry", {
    id: id("audit"),
    actor_type: "'user'",
    actor_id: "'user_grown'",
    action: "'order.view'",
    subject_type: "'order'",
    subject_id: id("order"),
    ...stamps,
  }),
]

/**
 * Fills the database of a shop with the records of past days: orders with their payments, fulfillments, deliveries,
 * assignments, messages, gateway calls and carts. The orders are consistent, so that no job has to repair one. Run it
 * once for a database.
 *
 * @param client a connection of a superuser, because the rows skip foreign keys and triggers
 */
export async function growShop(client: Client, size: GrownSize): Promise<void> {
  await client.query("begin")
  await client.query("set local session_replication_role = replica")
  await client.query(ORDERS(size))
  for (const statement of [...MEDUSA_ROWS, ...OWN_ROWS]) {
    await client.query(statement)
  }
  await client.query(
    `select setval('order_display_id_seq', (select max(display_id) from "order")),
       setval('workshop_transition_number_seq', (select max(number) from workshop_transition)),
       setval('outbox_message_number_seq', (select max(number) from outbox_message))`,
  )
  await client.query("drop table grown")
  await client.query("commit")
  await client.query("analyze")
}
