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
import { ClosedSlot } from "./models/closed-slot"
import { Delivery } from "./models/delivery"
import { DeliveryWindow } from "./models/delivery-window"
import {
  slotId,
  slotOf,
  windowServes,
  type DeliveryMethod,
  type Slot,
  type SlotProblem,
  type SlotState,
  type SlotWindow,
} from "./slots"
import {
  addressKey,
  buyerProblem,
  isCallDue,
  isGift,
  paymentProblems,
  type Buyer,
  type BuyerLimits,
  type BuyerProblem,
  type PaymentProblems,
} from "./order-limits"
import {
  ANSWERED,
  CLOSE_DAY,
  CLOSE_SLOT,
  DELIVERY_OF_CART,
  earlierOrders,
  earlierValues,
  LOCK_KEYS,
  SAVE,
  SLOTS,
  OCCUPYING,
  type Earlier,
  type Receiver,
  type SlotRow,
} from "./statements"
import type { CalendarDate } from "./zoned-time"

export type DeliveryRecord = InferTypeOf<typeof Delivery>
export type DeliveryWindowRecord = InferTypeOf<typeof DeliveryWindow>
export type ClosedDayRecord = InferTypeOf<typeof ClosedDay>
export type ClosedSlotRecord = InferTypeOf<typeof ClosedSlot>

/** A change of a placed order's delivery; see {@link DeliveryModuleService.revise}. */
export type Revision = {
  delivery_id: string
  changes: Partial<DeliveryAnswers> & { address_id?: string | null }
  now: Date
  timeZone: string
}

type BookingRequest = {
  delivery_id: string
  now: Date
  timeZone: string
  /** Absent when staff place the order. */
  buyer?: Buyer
}

/**
 * Result of a booking. "gone": the delivery has no complete slot, or the window no longer serves that day and
 * delivery method.
 */
export type BookingOutcome = "booked" | "already_booked" | "gone" | SlotProblem | BuyerProblem

/** The shopper's answers at checkout, as columns of the cart's delivery. */
export type DeliveryAnswers = Pick<DeliveryRecord, (typeof ANSWERED)[number]>

/** Who gets a delivery, and where. */
export type Recipient = Pick<DeliveryRecord, "recipient_phone" | "method" | "address" | "for_someone_else">

const receiverOf = (delivery: Recipient & { id: string }, buyer: string | null): Receiver => ({
  delivery_id: delivery.id,
  phone: delivery.recipient_phone ?? "",
  buyer: buyer ?? "",
  address_key: delivery.method === "delivery" ? addressKey(delivery.address) : "",
})

const keysOf = ({ phone, buyer, address_key }: Receiver): string[] =>
  [phone, buyer, address_key].flatMap((key) => (key ? `buyer:${key}` : []))

/** Why an order may not change to cash. The order was counted for `ordersPerHour` when it was placed. */
const cashProblem = (buyer: BuyerLimits, earlier: Earlier, delivery: DeliveryRecord) =>
  buyerProblem(
    { ...buyer, pays_cash: true, limits: { ...buyer.limits, ordersPerHour: 0 } },
    earlier,
    isGift(delivery),
  )

class DeliveryModuleService extends MedusaService({ Delivery, DeliveryWindow, ClosedDay, ClosedSlot }) {
  /** Creates the default windows, unless the shop has or had any window. */
  async ensureDefaultWindows(): Promise<void> {
    const [existing] = await this.listDeliveryWindows({}, { take: 1, withDeleted: true })
    if (!existing) {
      await this.createDeliveryWindows(DEFAULT_WINDOWS)
    }
  }

  /**
   * Loads the data that decides which slots are available.
   *
   * @param from the first day, inclusive
   * @param to the last day, inclusive
   */
  @InjectManager()
  async slotState(
    input: { from: CalendarDate; to: CalendarDate; now: Date; timeZone: string },
    @MedusaContext() context: Shared = {},
  ): Promise<SlotState> {
    const { from, to } = input
    const now = input.now.toISOString()
    const [row]: [SlotRow] = await managerOf(context).execute(SLOTS, [from, to, from, to, now, now, from, to])
    return {
      windows: row.windows,
      closed: new Set(row.closed),
      taken: new Map(row.taken.map((one) => [slotId(one.date, one.window_id), one.count])),
      now: input.now,
      timeZone: input.timeZone,
    }
  }

  /** Closes a day, or changes its reason. Of concurrent calls, each gets the same record. */
  @InjectManager()
  async closeDay(
    { date, reason }: Pick<ClosedDayRecord, "date" | "reason">,
    @MedusaContext() context: Shared = {},
  ): Promise<ClosedDayRecord> {
    const values = [generateEntityId("", "cday"), date, reason]
    const [row]: [ClosedDayRecord] = await managerOf(context).execute(CLOSE_DAY, values)
    return row
  }

  /** Closes a window on one day, or changes the reason. Of concurrent calls, each gets the same record. */
  @InjectManager()
  async closeSlot(
    { date, window_id, reason }: Pick<ClosedSlotRecord, "date" | "window_id" | "reason">,
    @MedusaContext() context: Shared = {},
  ): Promise<ClosedSlotRecord> {
    const values = [generateEntityId("", "cslot"), date, window_id, reason]
    const [row]: [ClosedSlotRecord] = await managerOf(context).execute(CLOSE_SLOT, values)
    return row
  }

  /**
   * Stores all answers of a cart and overwrites the earlier ones.
   *
   * @returns the delivery's id
   */
  @InjectManager()
  async saveForCart(
    cartId: string,
    answers: DeliveryAnswers,
    @MedusaContext() context: Shared = {},
  ): Promise<string> {
    const values = ANSWERED.map((column) => {
      const value = answers[column]
      return value instanceof Date ? value.toISOString() : value
    })
    const id = generateEntityId("", "deliv")
    const [row]: [{ id: string }] = await managerOf(context).execute(SAVE, [id, cartId, ...values])
    return row.id
  }

  /**
   * Books a place in the slot that the delivery has chosen, if the limits of the buyer allow it. Advisory locks on the
   * slot, the buyer, the phone and the address serialize concurrent calls. Repeating a booking of an order's delivery
   * changes nothing.
   */
  @InjectManager()
  async book(input: BookingRequest, @MedusaContext() context: Shared = {}): Promise<BookingOutcome> {
    return this.book_(input, context)
  }

  @InjectTransactionManager()
  protected async book_(
    input: BookingRequest,
    @MedusaContext() context: Shared = {},
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
    const { buyer, now } = input
    const receiver = receiverOf(delivery, buyer?.id ?? null)
    await manager.execute(LOCK_KEYS, [
      JSON.stringify([slotId(date, windowId), ...(buyer ? keysOf(receiver) : [])]),
    ])
    const { express } = delivery
    const wanted = { ...input, date, window_id: windowId, method, express, is_gift: isGift(delivery) }
    const { outcome, earlier, slot } = await this.checkSlot(wanted, manager, receiver)
    const promise = express ? (slot?.ends_at ?? null) : null
    // A refused delivery also loses a place that it booked earlier.
    const [status, at] = outcome === "booked" ? ["booked", now.toISOString()] : ["draft", null]
    await manager.execute(
      `UPDATE delivery SET starts_at = coalesce(?, starts_at), ends_at = coalesce(?, ends_at), status = ?, booked_at = ?,
         placed_at = ?, buyer = ?, address_key = ?, pays_cash = ?, no_shows = ?, call_first = ?, updated_at = now()
       WHERE id = ?`,
      [
        ...[promise, promise],
        ...[status, at, at, buyer?.id ?? null, receiver.address_key || null, buyer?.pays_cash ?? false],
        ...[earlier?.no_shows ?? 0, Boolean(buyer && earlier && isCallDue(buyer, earlier)), delivery.id],
      ],
    )
    return outcome
  }

  /**
   * Lets an order that was placed with an online payment be paid in cash, if the limits of its buyer allow it.
   *
   * @returns why not; undefined when the order is now a cash order
   */
  @InjectManager()
  async admitCash(
    input: { order_id: string; buyer: BuyerLimits },
    @MedusaContext() context: Shared = {},
  ): Promise<BuyerProblem | undefined> {
    return this.admitCash_(input, context)
  }

  @InjectTransactionManager()
  protected async admitCash_(
    { order_id, buyer }: { order_id: string; buyer: BuyerLimits },
    @MedusaContext() context: Shared = {},
  ): Promise<BuyerProblem | undefined> {
    const manager = managerOf(context)
    const [delivery] = await this.listDeliveries({ order_id }, { take: 1 }, context)
    if (!delivery) {
      return undefined
    }
    await manager.execute(LOCK_KEYS, [JSON.stringify(keysOf(receiverOf(delivery, delivery.buyer)))])
    const earlier = await this.earlierThan(receiverOf(delivery, delivery.buyer), buyer, manager)
    const problem = cashProblem(buyer, earlier, delivery)
    if (!problem) {
      const call_first = isCallDue({ ...buyer, pays_cash: true }, earlier)
      await this.updateDeliveries({ id: delivery.id, pays_cash: true, call_first }, context)
    }
    return problem
  }

  /** Why {@link admitCash} would refuse an order at this moment; undefined when it would not. */
  @InjectManager()
  async cashProblemOf(
    { order_id, buyer }: { order_id: string; buyer: BuyerLimits },
    @MedusaContext() context: Shared = {},
  ): Promise<BuyerProblem | undefined> {
    const [delivery] = await this.listDeliveries({ order_id }, { take: 1 }, context)
    if (!delivery) {
      return undefined
    }
    const receiver = receiverOf(delivery, delivery.buyer)
    return cashProblem(buyer, await this.earlierThan(receiver, buyer, managerOf(context)), delivery)
  }

  /** Why {@link book} would refuse a cart's buyer at this moment, by the way of payment. */
  @InjectManager()
  async paymentProblemsOf(
    { cart_id, recipient, buyer }: { cart_id: string; recipient: Recipient; buyer: Omit<Buyer, "pays_cash"> },
    @MedusaContext() context: Shared = {},
  ): Promise<PaymentProblems> {
    const receiver = receiverOf({ ...recipient, id: cart_id }, buyer.id)
    return paymentProblems(
      buyer,
      await this.earlierThan(receiver, buyer, managerOf(context), DELIVERY_OF_CART),
      isGift(recipient),
    )
  }

  private async earlierThan(
    receiver: Receiver,
    { facts }: BuyerLimits,
    manager: SqlEntityManager,
    self?: string,
  ): Promise<Earlier> {
    const [{ earlier }]: { earlier: Earlier }[] = await manager.execute(
      `SELECT ${earlierOrders(facts, self)} AS earlier`,
      earlierValues(receiver, new Date().toISOString()),
    )
    return earlier
  }

  /** Takes back {@link admitCash}. */
  async undoCash(orderId: string): Promise<void> {
    await this.updateDeliveries({
      selector: { order_id: orderId },
      data: { pays_cash: false, call_first: false },
    })
  }

  /**
   * Checks whether the slot has a free place, and the limits of the buyer. The caller holds the locks of the slot and the
   * receiver. The delivery's own booking is not counted.
   */
  private async checkSlot(
    {
      now,
      timeZone,
      buyer,
      is_gift,
      ...request
    }: BookingRequest & {
      date: CalendarDate
      window_id: string
      method: DeliveryMethod
      express: boolean
      is_gift?: boolean
    },
    manager: SqlEntityManager,
    receiver?: Receiver,
  ): Promise<{ outcome: BookingOutcome; earlier: Earlier | null; slot?: Slot }> {
    const { date, window_id: windowId, method, express } = request
    type Row = { delivery_window: SlotWindow; is_closed: boolean; taken: number; earlier: Earlier | null }
    const at = now.toISOString()
    const [row]: Row[] = await manager.execute(
      `SELECT to_jsonb(delivery_window) AS delivery_window,
         EXISTS (SELECT FROM closed_day WHERE date = ? AND deleted_at IS NULL)
           OR EXISTS (SELECT FROM closed_slot WHERE date = ? AND window_id = ? AND deleted_at IS NULL) AS is_closed,
         (SELECT count(*)::int FROM delivery WHERE ${OCCUPYING} AND date = ? AND window_id = ? AND id <> ?) AS taken,
         ${buyer ? earlierOrders(buyer.facts) : "NULL"} AS earlier
       FROM delivery_window WHERE id = ? AND active AND deleted_at IS NULL`,
      [
        ...[date, date, windowId],
        ...[at, at, date, windowId, request.delivery_id],
        ...(buyer && receiver ? earlierValues(receiver, at) : []),
        windowId,
      ],
    )
    const window = row?.delivery_window
    if (!window || !windowServes(window, date, method) || Boolean(window.express_minutes) !== express) {
      return { outcome: "gone", earlier: null }
    }
    const { earlier } = row
    const problem = buyer && earlier ? buyerProblem(buyer, earlier, is_gift) : undefined
    if (problem) {
      return { outcome: problem, earlier }
    }
    const state: SlotState = {
      windows: [window],
      closed: new Set(row.is_closed ? [date] : []),
      taken: new Map([[slotId(date, windowId), row.taken]]),
      now,
      timeZone,
    }
    const slot = slotOf(window, date, method, state)
    return { outcome: slot.reason ?? "booked", earlier, slot }
  }

  /**
   * Links the cart's delivery to the order.
   *
   * @param input.address_of SQL expression for the id of an order's address; its parameter is the order's id
   * @returns the delivery method; undefined when the cart has no delivery, or its method is not chosen yet
   */
  @InjectManager()
  async linkOrder(
    input: { cart_id: string; order_id: string; address_of: string },
    @MedusaContext() context: Shared = {},
  ): Promise<DeliveryMethod | undefined> {
    const rows: { method: DeliveryMethod }[] = await managerOf(context).execute(
      `UPDATE delivery SET order_id = ?, address_id = ${input.address_of}, updated_at = now()
       WHERE cart_id = ? AND method IS NOT NULL AND deleted_at IS NULL RETURNING method`,
      [input.order_id, input.order_id, input.cart_id],
    )
    return rows.at(0)?.method
  }

  /**
   * Changes the delivery of a placed order. Another slot is booked under its lock, and the old one becomes free; if the
   * new one is not available, nothing changes.
   */
  @InjectManager()
  async revise(input: Revision, @MedusaContext() context: Shared = {}): Promise<BookingOutcome> {
    return this.revise_(input, context)
  }

  @InjectTransactionManager()
  protected async revise_(
    { delivery_id, changes, now, timeZone }: Revision,
    @MedusaContext() context: Shared = {},
  ): Promise<BookingOutcome> {
    const before = await this.retrieveDelivery(delivery_id, {}, context)
    const { date, window_id: windowId, method, express } = { ...before, ...changes }
    if (date !== before.date || windowId !== before.window_id) {
      if (!date || !windowId || !method) {
        return "gone"
      }
      const manager = managerOf(context)
      await manager.execute("SELECT pg_advisory_xact_lock(hashtext(?))", [slotId(date, windowId)])
      const slot = { delivery_id, now, timeZone, date, window_id: windowId, method, express }
      const { outcome } = await this.checkSlot(slot, manager)
      if (outcome !== "booked") {
        return outcome
      }
    }
    await this.updateDeliveries({ id: delivery_id, ...changes, changed_at: now }, context)
    return "booked"
  }

  /** Records that Medusa's address and all cards show a change. Changes nothing if another change has followed. */
  async endChange(id: string, changedAt: Date): Promise<void> {
    await this.updateDeliveries({ selector: { id, changed_at: changedAt }, data: { changed_at: null } })
  }

  /**
   * Records that the address of an order's delivery was saved for the customer.
   *
   * @returns the delivery's id; empty if it was recorded before
   */
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

  /** Releases the booked place of a delivery. Changes nothing if no place is booked. */
  @InjectManager()
  async release(
    input: { order_id: string } | { delivery_id: string },
    @MedusaContext() context: Shared = {},
  ): Promise<void> {
    const [column, id] = "order_id" in input ? ["order_id", input.order_id] : ["id", input.delivery_id]
    await managerOf(context).execute(
      `UPDATE delivery SET status = CASE WHEN order_id IS NULL THEN 'draft' ELSE 'released' END,
         booked_at = NULL, placed_at = CASE WHEN order_id IS NULL THEN NULL ELSE placed_at END, updated_at = now()
       WHERE ${column} = ? AND status = 'booked' AND deleted_at IS NULL`,
      [id],
    )
  }
}

export default DeliveryModuleService
