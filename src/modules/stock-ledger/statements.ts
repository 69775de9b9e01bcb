const COLUMNS = `movement.id, movement.inventory_item_id, movement.location_id, coalesce(explanation.kind, movement.kind) as kind,
  case when explanation.movement_id is null then movement.reason else explanation.reason end as reason,
  movement.quantity::text as quantity, movement.stock_after::text as stock_after, movement.value::text as value,
  movement.is_known or explanation.movement_id is not null as is_explained,
  movement.actor_type, movement.actor_id, movement.channel, movement.order_id, movement.document_id, movement.counters,
  coalesce(explanation.note, movement.note) as note, movement.created_at`

const movements = (where: string, end: string) => `
select ${COLUMNS} from stock_movement movement
left join stock_explanation explanation on explanation.movement_id = movement.id
where ${where} ${end}`

/** The movements of a document, oldest first. */
export const OF_DOCUMENT = movements("movement.document_id = ?", "order by movement.id")

/** One movement. */
export const ONE = movements("movement.id = ?", "")

/**
 * The movements of a document that are not taken back yet, newest first. A row without `quantity` is taken back as a whole.
 */
export const TO_COUNTER = `
select movement.id, movement.kind, movement.reason, movement.inventory_item_id, movement.location_id,
  (-movement.quantity - coalesce((
    select sum(counter.quantity) from stock_movement counter where counter.counters = movement.id
  ), 0))::text as quantity
from stock_movement movement
where movement.document_id = ? and movement.counters is null
order by movement.id desc`

/**
 * The movements that wait for an explanation, newest first. The values are the last id of the page before, if there is one, and the
 * number of rows.
 */
export const unexplained = (isNext: boolean) =>
  movements(
    `movement.id in (
      select movement_id from stock_unexplained ${isNext ? "where movement_id < ?" : ""} order by movement_id desc limit ?
    )`,
    "order by movement.id desc",
  )

export const COUNT_UNEXPLAINED =
  "select count(*)::int as count from (select from stock_unexplained limit ?) counted"

/** Takes a movement from the list of those to explain. */
export const TAKE_UNEXPLAINED = "delete from stock_unexplained where movement_id = ? returning movement_id"

export const EXPLAIN = `
insert into stock_explanation (movement_id, kind, reason, note, actor_type, actor_id, channel)
values (?, ?, ?, ?, ?, ?, ?)`

/** Filters of {@link listOf}. */
export type MovementFilters = {
  inventory_item_id?: string
  location_id?: string
  kind?: string
  document_id?: string
  order_id?: string
  actor_id?: string
  from?: Date
  until?: Date
}

/** The times become bounds of the ids, which grow with the time: a page far back reads only its own rows. */
const CONDITIONS: Record<Exclude<keyof MovementFilters, "kind">, string> = {
  inventory_item_id: "movement.inventory_item_id = ?",
  location_id: "movement.location_id = ?",
  document_id: "movement.document_id = ?",
  order_id: "movement.order_id = ?",
  actor_id: "movement.actor_id = ?",
  from: `movement.id >= (
    select bound.id from stock_movement bound where bound.created_at >= ? order by bound.created_at, bound.id limit 1
  )`,
  until: `movement.id <= (
    select bound.id from stock_movement bound where bound.created_at < ? order by bound.created_at desc, bound.id desc limit 1
  )`,
}

/**
 * What changed the stock of an item, by day. Parameters: the time zone, the item, the time of the first movement.
 */
export const DAYS_OF_ITEM = `
select day, sum(quantity)::float as change,
  coalesce(sum(quantity) filter (where kind in ('incoming', 'opening')), 0)::float as received,
  coalesce(-sum(quantity) filter (where kind in ('sale', 'return')), 0)::float as sold,
  coalesce(-sum(quantity) filter (where kind = 'loss'), 0)::float as lost
from (
  select to_char(movement.created_at at time zone ?, 'YYYY-MM-DD') as day, movement.quantity,
    coalesce(explanation.kind, movement.kind) as kind
  from stock_movement movement left join stock_explanation explanation on explanation.movement_id = movement.id
  where movement.inventory_item_id = ? and ${CONDITIONS.from}
) movements group by day`

/** The kind of a movement is that of its explanation, if it has one. An index serves each of the two. */
const OF_KIND = ["movement.kind = ? and explanation.movement_id is null", "explanation.kind = ?"]

/** A page of movements, newest first. @returns the statement and its values */
export function listOf(
  { kind, ...filters }: MovementFilters,
  { before, take }: { before?: string; take: number },
): { sql: string; values: unknown[] } {
  const given = Object.entries({ ...filters, before }).filter(([, value]) => value !== undefined)
  const conditions = given.map(([name]) =>
    name === "before" ? "movement.id < ?" : CONDITIONS[name as keyof typeof CONDITIONS],
  )
  const page = (more: string[]) =>
    movements([...conditions, ...more].join(" and ") || "true", "order by movement.id desc limit ?")
  const values = given.map(([, value]) => value)
  if (!kind) {
    return { sql: page([]), values: [...values, take] }
  }
  const parts = OF_KIND.map((condition) => `(${page([condition])})`)
  return {
    sql: `select * from (${parts.join(" union all ")}) both_kinds order by id desc limit ?`,
    values: [...values, kind, take, ...values, kind, take, take],
  }
}

/** What each of some documents has: its lines, its first items, and whether it is taken back as a whole. */
export const SUMMARIES = `
select movement.document_id as id, count(*)::int as lines, sum(abs(movement.quantity))::text as pieces,
  sum(movement.value)::text as value, (array_agg(movement.inventory_item_id order by movement.id))[1:3] as first_items,
  bool_and(movement.quantity + back.quantity = 0) as is_taken_back
from stock_movement movement
cross join lateral (
  select coalesce(sum(counter.quantity), 0) as quantity from stock_movement counter where counter.counters = movement.id
) back
where movement.document_id = any(?::text[]) group by movement.document_id`

/** The lots of an item with flowers left, the next to be used first; with `all`, also used ones, newest first. */
export const lotsOf = (all: boolean) => `
select lot.id, lot.inventory_item_id, lot.location_id, lot.document_id, lot.supplier_id, supplier.name as supplier_name,
  lot.received_at, to_char(lot.wilts_on, 'YYYY-MM-DD') as wilts_on, lot.unit_cost::text as unit_cost, lot.is_estimated,
  lot.quantity::text as quantity, lot.quantity_left::text as quantity_left, lot.value::text as value,
  lot.value_left::text as value_left
from stock_lot lot left join stock_supplier supplier on supplier.id = lot.supplier_id
where lot.inventory_item_id = ? ${all ? "" : "and lot.quantity_left > 0"}
order by ${all ? "lot.received_at desc, lot.id desc" : "lot.received_at, lot.id"} limit ? offset ?`

const LEFT = `lot.id, lot.inventory_item_id, lot.location_id, to_char(lot.wilts_on, 'YYYY-MM-DD') as wilts_on,
  lot.quantity_left::text as quantity_left, lot.value_left::text as value_left`

/** Lots that are no longer fresh on a day. */
export const WILTING = `
select ${LEFT} from stock_lot lot
where lot.quantity_left > 0 and lot.wilts_on is not null and lot.wilts_on <= ?::date
order by lot.wilts_on, lot.id limit ?`

/** A lot that has flowers left. */
export const LOT_LEFT = `select ${LEFT} from stock_lot lot where lot.id = ? and lot.quantity_left > 0`

/** The offers that have not ended, and whether their lots are gone. */
export const OPEN_OFFERS = `
select offer.id, not exists (
    select from stock_lot lot where lot.id = offer.lot_id and lot.quantity_left > 0
  ) as is_gone
from stock_offer offer where offer.ended_at is null and offer.deleted_at is null order by offer.id`

/** What a movement was worth, in minor units, in the value of its lots. */
export const VALUE_OF_CHANGE = `
select -movement.value::bigint as value from stock_movement movement
where movement.document_id = ? and movement.inventory_item_id = ? and movement.location_id = ?
order by movement.id desc limit 1`

/** The lots from which the next pieces of an item are taken. Parameters: the item, the location, the lot that comes first or null. */
export const LOTS_TO_TAKE = `
select quantity_left::text as quantity_left, value_left::text as value_left from stock_lot
where inventory_item_id = ? and location_id = ? and quantity_left > 0
order by id is not distinct from ? desc, received_at, id`

/** Decides a pending request, once. Parameters: the decision, who decides, and the id. */
export const DECIDE = `
update stock_request set status = ?, decided_by = ?, decided_at = now(), updated_at = now()
where id = ? and status = 'pending' and deleted_at is null returning id`

/**
 * What the flowers of an order have cost: its sales without what came back. Without a movement there is no row.
 */
export const COST_OF_ORDER = `
select case when bool_and(lot.unit_cost is not null) then -sum(part.value) end::text as cost,
  bool_or(lot.is_estimated or lot.unit_cost is null) as is_estimated
from stock_movement movement
join stock_lot_part part on part.movement_id = movement.id
join stock_lot lot on lot.id = part.lot_id
where movement.order_id = ? having count(*) > 0`

/**
 * What one piece of each item costs: the average of the pieces in stock, else the cost of the newest lot. Items without a known
 * cost have no row.
 */
export const COST_OF_ITEMS = `
select wanted.item as inventory_item_id, coalesce(stocked.cost, newest.unit_cost)::text as unit_cost,
  coalesce(stocked.is_estimated, true) as is_estimated
from unnest(?::text[]) as wanted(item)
left join lateral (
  select round(sum(lot.value_left) / sum(lot.quantity_left)) as cost, bool_or(lot.is_estimated) as is_estimated
  from stock_lot lot
  where lot.inventory_item_id = wanted.item and lot.quantity_left > 0 having bool_and(lot.unit_cost is not null)
) stocked on true
left join lateral (
  select lot.unit_cost from stock_lot lot
  where lot.inventory_item_id = wanted.item and lot.unit_cost is not null
  order by lot.received_at desc, lot.id desc limit 1
) newest on true
where coalesce(stocked.cost, newest.unit_cost) is not null`

/**
 * What the movements of a document took: their value in minor units, whether its cost is known, and when the first flowers are no
 * longer fresh.
 */
export const FACTS_OF_TAKEN = `
select (-sum(part.value))::text as value, bool_or(lot.unit_cost is null) as is_unknown,
  bool_or(lot.is_estimated or lot.unit_cost is null) as is_estimated,
  to_char(min(lot.wilts_on), 'YYYY-MM-DD') as wilts_on
from stock_movement movement
join stock_lot_part part on part.movement_id = movement.id
join stock_lot lot on lot.id = part.lot_id
where movement.document_id = ?`

/** The last movement of an item in a document. */
export const ID_OF_CHANGE = `
select movement.id from stock_movement movement
where movement.document_id = ? and movement.inventory_item_id = ? order by movement.id desc limit 1`
