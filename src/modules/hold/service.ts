import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { escapeLiteral } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys, generateEntityId, MedusaService } from "@medusajs/framework/utils"
import { runPrepared, runTogether, type Prepared } from "../../lib/prepared"
import { Hold } from "./models/hold"
import { HoldItem } from "./models/hold-item"
import {
  END,
  DROP_ENDED,
  dropOrdered,
  ended,
  keep,
  keepIfAvailable,
  limitsSql,
  lockSql,
  MARK_ENDED,
  OF_CART,
  OF_ITEM,
  RELEASE,
  RENEW,
  renewBeside,
  stockSql,
  toWarn,
  WARNED,
} from "./statements"
import type { EndingHold, HeldItem, HoldLimits, HoldTimes, ItemStock, Pieces, Renewal } from "./types"

type StockRow = Omit<ItemStock, "unreserved" | "own" | "others"> &
  Record<"unreserved" | "own" | "others", string>

const toStock = (row: StockRow): ItemStock => ({
  ...row,
  unreserved: Number(row.unreserved),
  own: Number(row.own),
  others: Number(row.others),
})

/** Generates ids for the rows of a hold. */
const rowsOf = (pieces: Pieces) => ({
  hold: generateEntityId("", "hold"),
  items: JSON.stringify(
    [...pieces].map(([inventory_item_id, quantity]) => ({
      id: generateEntityId("", "hitem"),
      inventory_item_id,
      quantity,
    })),
  ),
})

/**
 * Stock held for carts. Where a statement needs Medusa's rows or those of another module, the caller passes an SQL
 * expression for them.
 */
class HoldModuleService extends MedusaService({ Hold, HoldItem }) {
  private readonly database: () => Knex

  constructor(container: Record<string, unknown>) {
    super(container)
    this.database = () => container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  private async run<Row>(sql: string, values: Record<string, Knex.Value>, knex = this.database()) {
    const { rows } = await knex.raw<{ rows: Row[] }>(sql, values)
    return rows
  }

  /**
   * Holds pieces for a cart if all of them are available; otherwise changes nothing.
   *
   * PostgreSQL locks the items, counts, writes and unlocks in one round trip, so that carts that want the same
   * flowers do not wait for this process. Each statement sees the rows committed when it begins, so the count sees
   * what other transactions wrote before they released the locks.
   *
   * @param unreservedFor an expression for the pieces of `wanted.id` that no order has reserved, by the cart's id
   * @param limits what the cart may hold
   * @returns whether the pieces are held
   */
  async keepIfAvailable(
    cartId: string,
    pieces: Pieces,
    { minutes, completing, total }: HoldTimes,
    unreservedFor: (cart: string) => string,
    limits: HoldLimits,
  ): Promise<boolean> {
    const { hold, items } = rowsOf(pieces)
    const listed = (values: string[]) =>
      `ARRAY(SELECT jsonb_array_elements_text(CAST(${escapeLiteral(JSON.stringify(values))} AS jsonb)))`
    const ids = listed([...pieces.keys()])
    const cart = escapeLiteral(cartId)
    const values = {
      cart,
      hold: escapeLiteral(hold),
      items: escapeLiteral(items),
      minutes: String(minutes),
      completing: String(completing),
      total: String(total),
      address: limits.address,
    }
    const kept = await runTogether(this.database(), [
      lockSql(listed([...pieces.keys(), ...(limits.lock ? [limits.lock] : [])])),
      keepIfAvailable(values, stockSql(unreservedFor(cart), cart, ids), limits.may_grow),
    ])
    return kept.length > 0
  }

  /**
   * Decides under the items' locks what a cart holds, and writes it in the same transaction.
   *
   * @param unreservedFor see {@link keepIfAvailable}
   * @param limits see {@link keepIfAvailable}
   * @param decide its `keep` replaces the cart's hold; undefined changes nothing
   * @returns what `decide` returned
   */
  async decide<Plan extends { keep?: Pieces }>(
    cartId: string,
    items: string[],
    times: HoldTimes,
    unreservedFor: (cart: string) => string,
    limits: HoldLimits,
    decide: (stock: ItemStock[], mayGrow: boolean) => Plan,
  ): Promise<Plan> {
    return this.database().transaction(async (transaction) => {
      let stock: StockRow[] = []
      if (items.length) {
        const locked = [...items, ...(limits.lock ? [limits.lock] : [])]
        await this.run(lockSql(":locked"), { locked }, transaction)
        const sql = stockSql(unreservedFor(":cart"), ":cart", ":items")
        stock = await this.run<StockRow>(sql, { cart: cartId, items }, transaction)
      }
      const [{ may_grow, was_ordered }] = await this.run<{ may_grow: boolean; was_ordered: boolean }>(
        limitsSql(limits.may_grow),
        { cart: cartId },
        transaction,
      )
      // An order that is being placed holds more than the limit. When it fails, the cart keeps nothing of it.
      const isOver = !may_grow && was_ordered
      const plan = decide(
        stock.map((row) => toStock(isOver ? { ...row, own: "0" } : row)),
        may_grow,
      )
      if (plan.keep) {
        await this.write(cartId, plan.keep, times, limits.address, transaction)
      }
      return plan
    })
  }

  /** Replaces the hold of a cart without a look at the stock; no pieces end it. */
  async write(
    cartId: string,
    pieces: Pieces,
    times: HoldTimes,
    address = "NULL",
    knex = this.database(),
  ): Promise<void> {
    await (pieces.size
      ? this.run(keep(address), { cart: cartId, ...times, ...rowsOf(pieces) }, knex)
      : this.run(END, { cart: cartId }, knex))
  }

  /** @param statement a `stockSql` with the parameters of `values` */
  async readStock(statement: Prepared, values: unknown[]): Promise<ItemStock[]> {
    return (await runPrepared<StockRow>(this.database(), statement, values)).map(toStock)
  }

  /** Renews a hold that has not ended. @returns its end; null without such a hold */
  async renew(cartId: string, renewal: Renewal): Promise<Date | null> {
    const [kept] = await this.run<{ expires_at: Date }>(RENEW, { cart: cartId, ...renewal })
    return kept?.expires_at ?? null
  }

  /**
   * Renews a hold as {@link renew} does, in one statement with a query on `:cart`.
   *
   * @returns the held items and the rows of the query
   */
  async renewBeside<Row>(cartId: string, renewal: Renewal, query: string) {
    const rows = await this.run<{ held: HeldItem[] | null; beside: Row[] | null }>(renewBeside(query), {
      cart: cartId,
      ...renewal,
    })
    const [{ held, beside }] = rows
    return { held: held ?? [], beside: beside ?? [] }
  }

  /** Deletes the hold of a cart. @returns its items */
  release(cartId: string): Promise<HeldItem[]> {
    return this.run<HeldItem>(RELEASE, { cart: cartId })
  }

  /** The items that a cart holds now, with the end of the hold. */
  async listOfCart(cartId: string) {
    return this.run<HeldItem & { expires_at: Date; seconds_left: number }>(OF_CART, { cart: cartId })
  }

  /** The carts that hold an inventory item now; the hold that ends first comes first. */
  async listOfItem(inventoryItemId: string) {
    return this.run<{ cart_id: string; quantity: number; expires_at: Date }>(OF_ITEM, {
      item: inventoryItemId,
    })
  }

  /**
   * Holds that end soon and whose shoppers are not warned yet.
   *
   * @param shopper a query on `hold.cart_id`, the shopper to notify
   * @param lead seconds before the end
   */
  listToWarn<Language>(shopper: string, lead: number): Promise<EndingHold<Language>[]> {
    return this.run(toWarn(shopper), { lead })
  }

  /** Holds that have ended. @param shopper see {@link listToWarn} */
  listEnded<Language>(shopper: string): Promise<EndingHold<Language>[]> {
    return this.run(ended(shopper), {})
  }

  /** Marks the shoppers of holds as warned; a hold that was renewed meanwhile is not marked. */
  async markWarned(holds: { id: string; expires_at: Date }[]): Promise<void> {
    for (const { id, expires_at } of holds) {
      await this.run(WARNED, { id, until: new Date(expires_at.getTime() + 1000) })
    }
  }

  /**
   * Marks holds as ended; one that was renewed meanwhile is not marked. Deletes the marked holds that limit no other
   * hold any more.
   */
  async dropEnded(ids: string[]): Promise<void> {
    await this.run(MARK_ENDED, { ids })
    await this.run(DROP_ENDED, {})
  }

  /** Deletes the holds of carts that are orders: a process died before it released them. */
  async dropOrdered(isOrdered: string): Promise<void> {
    await this.run(dropOrdered(isOrdered), {})
  }
}

export default HoldModuleService
