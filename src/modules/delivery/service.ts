import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context, InferTypeOf } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import { DEFAULT_WINDOWS } from "./default-windows"
import { ClosedDay } from "./models/closed-day"
import { Delivery } from "./models/delivery"
import { DeliveryWindow } from "./models/delivery-window"
import { slotId, slotOf, windowServes, type SlotProblem, type SlotState } from "./slots"
import type { CalendarDate } from "./zoned-time"

export type DeliveryRecord = InferTypeOf<typeof Delivery>
export type DeliveryWindowRecord = InferTypeOf<typeof DeliveryWindow>
export type ClosedDayRecord = InferTypeOf<typeof ClosedDay>

type BookingWish = { delivery_id: string; now: Date; timeZone: string }

/** What became of a wish to book: "gone" means that the window is no longer there for that day and way. */
export type BookingOutcome = "booked" | "already_booked" | "gone" | SlotProblem

/** A place taken by a cart that never became an order (the server died in between) is free again after this. */
const UNUSED_BOOKING_MINUTES = 10

const TAKEN = `status = 'booked' AND deleted_at IS NULL
  AND (order_id IS NOT NULL OR booked_at > ?::timestamptz - interval '${UNUSED_BOOKING_MINUTES} minutes')`

function managerOf(context: Context<EntityManager>): EntityManager {
  const manager = context.transactionManager ?? context.manager
  if (!manager) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The delivery module was called without a database",
    )
  }
  return manager
}

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
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<SlotState> {
    const windows = await this.listDeliveryWindows({ active: true }, { take: null }, context)
    const closedDays = await this.listClosedDays({ date: { $gte: input.from, $lte: input.to } }, {}, context)
    const rows: { date: string; window_id: string; taken: number }[] = await managerOf(context).execute(
      `SELECT date, window_id, count(*)::int AS taken FROM delivery
       WHERE ${TAKEN} AND date BETWEEN ? AND ? GROUP BY date, window_id`,
      [input.now.toISOString(), input.from, input.to],
    )
    return {
      windows,
      closed: new Set(closedDays.map((day) => day.date)),
      taken: new Map(rows.map((row) => [slotId(row.date, row.window_id), row.taken])),
      now: input.now,
      timeZone: input.timeZone,
    }
  }

  /**
   * Takes a place in the slot that the delivery has chosen. Two at once for the last place: one gets it.
   * Booking again what this delivery's order already holds changes nothing.
   */
  @InjectManager()
  async book(
    input: BookingWish,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<BookingOutcome> {
    return this.book_(input, context)
  }

  @InjectTransactionManager()
  protected async book_(
    input: BookingWish,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<BookingOutcome> {
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
    // A place of its own must not count against it: it is given back first, in this transaction.
    await manager.execute("UPDATE delivery SET status = 'draft', booked_at = NULL WHERE id = ?", [
      delivery.id,
    ])
    const state = await this.slotState(
      { from: date, to: date, now: input.now, timeZone: input.timeZone },
      context,
    )
    const window = state.windows.find((one) => one.id === windowId)
    if (!window || !windowServes(window, date, method)) {
      return "gone"
    }
    const { reason } = slotOf(window, date, method, state)
    if (reason) {
      return reason
    }
    await manager.execute(
      "UPDATE delivery SET status = 'booked', booked_at = ?, updated_at = now() WHERE id = ?",
      [input.now.toISOString(), delivery.id],
    )
    return "booked"
  }

  /** Gives the place of a cart's, or an order's, delivery back; one that holds none is left alone. */
  @InjectManager()
  async release(
    input: { order_id: string } | { delivery_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
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
