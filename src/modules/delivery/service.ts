import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { InferTypeOf } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { managerOf, type Shared } from "../../lib/module-database"
import { DEFAULT_WINDOWS } from "./default-windows"
import { ClosedDay } from "./models/closed-day"
import { Delivery } from "./models/delivery"
import { DeliveryWindow } from "./models/delivery-window"
import {
  slotId,
  slotOf,
  windowServes,
  type DeliveryMethod,
  type SlotProblem,
  type SlotState,
  type SlotWindow,
} from "./slots"
import { SAVE, SLOTS, TAKEN, ANSWERED, type SlotRow } from "./statements"
import type { CalendarDate } from "./zoned-time"

export type DeliveryRecord = InferTypeOf<typeof Delivery>
export type DeliveryWindowRecord = InferTypeOf<typeof DeliveryWindow>
export type ClosedDayRecord = InferTypeOf<typeof ClosedDay>

type BookingWish = { delivery_id: string; now: Date; timeZone: string }

/** What became of a wish to book: "gone" means that the window is no longer there for that day and way. */
export type BookingOutcome = "booked" | "already_booked" | "gone" | SlotProblem

/** What a shopper told; as it is stored for their cart. */
export type DeliveryAnswers = Pick<DeliveryRecord, (typeof ANSWERED)[number]>

class DeliveryModuleService extends MedusaService({ Delivery, DeliveryWindow, ClosedDay }) {
  /** Gives a new shop its windows; a shop that has any keeps them. */
  async ensureDefaultWindows(): Promise<void> {
    const [existing] = await this.listDeliveryWindows({}, { take: 1, withDeleted: true })
    if (!existing) {
      await this.createDeliveryWindows(DEFAULT_WINDOWS)
    }
  }

  /**
   * All that decides which slots can be had on some days.
   *
   * @param from the first day, inclusive
   * @param to the last day, inclusive
   */
  @InjectManager()
  async slotState(
    input: { from: CalendarDate; to: CalendarDate; now: Date; timeZone: string },
    @MedusaContext() context: Shared = {},
  ): Promise<SlotState> {
    const { from, to, now } = input
    const [row]: [SlotRow] = await managerOf(context).execute(SLOTS, [from, to, now.toISOString(), from, to])
    return {
      windows: row.windows,
      closed: new Set(row.closed),
      taken: new Map(row.taken.map((one) => [slotId(one.date, one.window_id), one.count])),
      now: input.now,
      timeZone: input.timeZone,
    }
  }

  /** Stores what was told for a cart, all of it. @returns the delivery's id */
  @InjectManager()
  async saveForCart(
    cartId: string,
    told: DeliveryAnswers,
    @MedusaContext() context: Shared = {},
  ): Promise<string> {
    const values = ANSWERED.map((column) => {
      const value = told[column]
      return value instanceof Date ? value.toISOString() : value
    })
    const id = generateEntityId("", "deliv")
    const [row]: [{ id: string }] = await managerOf(context).execute(SAVE, [id, cartId, ...values])
    return row.id
  }

  /**
   * Takes a place in the slot that the delivery has chosen. Two at once for the last place: one gets it.
   * Booking again what this delivery's order already holds changes nothing.
   */
  @InjectManager()
  async book(input: BookingWish, @MedusaContext() context: Shared = {}): Promise<BookingOutcome> {
    return this.book_(input, context)
  }

  @InjectTransactionManager()
  protected async book_(input: BookingWish, @MedusaContext() context: Shared = {}): Promise<BookingOutcome> {
    const manager = managerOf(context)
    const delivery = await this.retrieveDelivery(input.delivery_id, {}, context)
    if (delivery.status === "booked" && delivery.order_id) {
      return "already_booked"
    }
    const { date, window_id: windowId, method } = delivery
    if (!date || !windowId || !method) {
      return "gone"
    }
    await manager.execute("SELECT pg_advisory_xact_lock(hashtext(?))", [slotId(date, windowId)])
    const outcome = await this.judge({ ...input, date, window_id: windowId, method }, manager)
    // A refused delivery has no place, whatever it took before.
    const [status, at] = outcome === "booked" ? ["booked", input.now.toISOString()] : ["draft", null]
    await manager.execute("UPDATE delivery SET status = ?, booked_at = ?, updated_at = now() WHERE id = ?", [
      status,
      at,
      delivery.id,
    ])
    return outcome
  }

  /** What a wish to book would come to, under the slot's lock. A place of its own does not count against it. */
  private async judge(
    {
      now,
      timeZone,
      ...wish
    }: BookingWish & { date: CalendarDate; window_id: string; method: DeliveryMethod },
    manager: SqlEntityManager,
  ): Promise<BookingOutcome> {
    const { date, window_id: windowId, method } = wish
    const [row]: { delivery_window: SlotWindow; is_closed: boolean; taken: number }[] = await manager.execute(
      `SELECT to_jsonb(delivery_window) AS delivery_window,
         EXISTS (SELECT FROM closed_day WHERE date = ? AND deleted_at IS NULL) AS is_closed,
         (SELECT count(*)::int FROM delivery WHERE ${TAKEN} AND date = ? AND window_id = ? AND id <> ?) AS taken
       FROM delivery_window WHERE id = ? AND active AND deleted_at IS NULL`,
      [date, now.toISOString(), date, windowId, wish.delivery_id, windowId],
    )
    const window = row?.delivery_window
    if (!window || !windowServes(window, date, method)) {
      return "gone"
    }
    const state: SlotState = {
      windows: [window],
      closed: new Set(row.is_closed ? [date] : []),
      taken: new Map([[slotId(date, windowId), row.taken]]),
      now,
      timeZone,
    }
    return slotOf(window, date, method, state).reason ?? "booked"
  }

  /**
   * From here on the cart's delivery is the order's.
   *
   * @returns how it is brought; undefined when the cart has no delivery, or one without a way
   */
  @InjectManager()
  async linkOrder(
    input: { cart_id: string; order_id: string },
    @MedusaContext() context: Shared = {},
  ): Promise<DeliveryMethod | undefined> {
    const rows: { method: DeliveryMethod }[] = await managerOf(context).execute(
      `UPDATE delivery SET order_id = ?, updated_at = now()
       WHERE cart_id = ? AND method IS NOT NULL AND deleted_at IS NULL RETURNING method`,
      [input.order_id, input.cart_id],
    )
    return rows.at(0)?.method
  }

  /** The address of an order's delivery needs no more keeping. @returns the delivery's id, where that is new */
  @InjectManager()
  async markRemembered(
    input: { order_id: string },
    @MedusaContext() context: Shared = {},
  ): Promise<string[]> {
    const rows: { id: string }[] = await managerOf(context).execute(
      `UPDATE delivery SET remembered_at = now(), updated_at = now()
       WHERE order_id = ? AND remembered_at IS NULL AND deleted_at IS NULL RETURNING id`,
      [input.order_id],
    )
    return rows.map(({ id }) => id)
  }

  /** Gives the place of a cart's, or an order's, delivery back; one that holds none is left alone. */
  @InjectManager()
  async release(
    input: { order_id: string } | { delivery_id: string },
    @MedusaContext() context: Shared = {},
  ): Promise<void> {
    const [column, id] = "order_id" in input ? ["order_id", input.order_id] : ["id", input.delivery_id]
    await managerOf(context).execute(
      `UPDATE delivery SET status = CASE WHEN order_id IS NULL THEN 'draft' ELSE 'released' END,
         booked_at = NULL, updated_at = now()
       WHERE ${column} = ? AND status = 'booked' AND deleted_at IS NULL`,
      [id],
    )
  }
}

export default DeliveryModuleService
