import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { execute, textArray, type Shared } from "../../lib/module-database"
import { MOST_COUNTED } from "../../lib/shop"
import { ProductRating } from "./models/product-rating"
import { Rating } from "./models/rating"
import type { NewRating, RatingAnswer, RatingRecord, RatingStatus } from "./types"

const HOUR_MS = 3_600_000
/** A buyer may change a rating this long after the first stars. */
const CHANGE_HOURS = 24
/** The shop is notified of a low rating this long after it, so that the notice has the buyer's words. */
const WORDS_MS = 5 * 60_000
/** Ratings up to this number of stars are low. */
const LOW_STARS = 3

type Counted = Pick<RatingRecord, "product_ids" | "stars" | "status">

/** The ratings of delivered orders. The figures of the products change in the same transaction as a rating. */
class RatingModuleService extends MedusaService({ Rating, ProductRating }) {
  /**
   * Saves a buyer's stars or words. A repeated call changes nothing. Words wait for the approval of staff.
   *
   * @returns `rating_closed` when the time for changes is over, `rating_missing` for words without stars
   */
  @InjectTransactionManager()
  async rate(input: NewRating, now: Date, @MedusaContext() shared: Shared = {}): Promise<RatingAnswer> {
    await this.lock(input.order_id, shared)
    const [before] = await this.listRatings({ order_id: input.order_id }, { take: 1 }, shared)
    const stars = input.stars ?? before?.stars
    if (stars === undefined) {
      return { refusal: "rating_missing" }
    }
    const words = input.words ?? before?.words ?? null
    if (before && before.stars === stars && before.words === words) {
      return { rating: before }
    }
    if (before && now.getTime() - before.rated_at.getTime() > CHANGE_HOURS * HOUR_MS) {
      return { refusal: "rating_closed" }
    }
    const status: RatingStatus = words ? "pending" : before?.status === "hidden" ? "hidden" : "approved"
    const rating = before
      ? await this.updateRatings({ id: before.id, stars, words, status }, shared)
      : await this.createRatings({ ...input, stars, words, status, rated_at: now, notified_at: null }, shared)
    await this.count(before, rating, shared)
    return { rating }
  }

  /** Approves or hides a rating. @returns undefined when it does not exist */
  @InjectTransactionManager()
  async decide(
    { id, status }: { id: string; status: Exclude<RatingStatus, "pending"> },
    @MedusaContext() shared: Shared = {},
  ): Promise<RatingRecord | undefined> {
    const [found] = await this.listRatings({ id }, { take: 1 }, shared)
    if (!found) {
      return undefined
    }
    await this.lock(found.order_id, shared)
    const [before] = await this.listRatings({ id }, { take: 1 }, shared)
    if (!before || before.status === status) {
      return before
    }
    const rating = await this.updateRatings({ id, status }, shared)
    await this.count(before, rating, shared)
    return rating
  }

  /** Deletes the ratings of customers. @returns the deleted ratings, for {@link restore} */
  @InjectTransactionManager()
  async forget(customerIds: string[], @MedusaContext() shared: Shared = {}): Promise<RatingRecord[]> {
    const ratings = await this.listRatings(
      { customer_id: customerIds },
      { take: null, order: { order_id: "ASC" } },
      shared,
    )
    for (const rating of ratings) {
      await this.lock(rating.order_id, shared)
      await this.count(rating, undefined, shared)
    }
    await this.deleteRatings(
      ratings.map(({ id }) => id),
      shared,
    )
    return ratings
  }

  /** Undoes {@link forget}. */
  @InjectTransactionManager()
  async restore(ratings: RatingRecord[], @MedusaContext() shared: Shared = {}): Promise<void> {
    for (const { created_at: _created, updated_at: _updated, deleted_at: _deleted, ...rating } of ratings) {
      await this.createRatings(rating, shared)
      await this.count(undefined, rating, shared)
    }
  }

  /** Gives the ratings of a customer to another. @returns the ids of the ratings */
  @InjectManager()
  async moveToCustomer(
    { from, into }: { from: string; into: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<string[]> {
    const moved = await execute<{ id: string }>(
      shared,
      "update rating_order set customer_id = ?, updated_at = now() where customer_id = ? and deleted_at is null returning id",
      [into, from],
    )
    return moved.map(({ id }) => id)
  }

  /** Low ratings of which the shop is not notified yet: with words at once, without words after some minutes. */
  async lowRatings(now: Date, take: number): Promise<RatingRecord[]> {
    const waited = new Date(now.getTime() - WORDS_MS)
    return this.listRatings(
      {
        notified_at: null,
        stars: { $lte: LOW_STARS },
        $or: [{ words: { $ne: null } }, { rated_at: { $lte: waited } }],
      },
      { take, order: { rated_at: "ASC" } },
    )
  }

  /** The number and the average of the ratings since a time, whatever their status. */
  @InjectManager()
  async figuresSince(
    since: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ count: number; average: number }> {
    const [found] = await execute<{ count: number; average: number }>(
      shared,
      `select count(*)::int as count, coalesce(avg(stars), 0)::float as average
         from rating_order where rated_at >= ? and deleted_at is null`,
      [since],
    )
    return found
  }

  /** The newest low ratings since a time. */
  async lowRatingsSince(since: Date, take: number): Promise<RatingRecord[]> {
    return this.listRatings(
      { stars: { $lte: LOW_STARS }, rated_at: { $gte: since }, status: { $ne: "hidden" } },
      { take, order: { rated_at: "DESC" } },
    )
  }

  /** The number of ratings, at most {@link MOST_COUNTED}. An absent filter is not applied. */
  @InjectManager()
  async countUpToMost(
    { status, display_id }: { status?: RatingStatus[]; display_id?: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<number> {
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select count(*)::int as count from (
         select from rating_order where deleted_at is null
           ${status ? "and status = any(?::text[])" : ""} ${display_id ? "and display_id = ?" : ""}
         limit ${MOST_COUNTED}
       ) as counted`,
      [...(status ? [textArray(status)] : []), ...(display_id ? [display_id] : [])],
    )
    return count
  }

  /** Changes of one order's rating run one after the other. */
  private async lock(orderId: string, shared: Shared): Promise<void> {
    await execute(shared, "select pg_advisory_xact_lock(hashtext(?))", [`rating.${orderId}`])
  }

  /** Adds what a rating counts now, and takes off what it counted before. */
  private async count(
    before: Counted | undefined,
    after: Counted | undefined,
    shared: Shared,
  ): Promise<void> {
    const changes = new Map<string, { count: number; sum: number }>()
    for (const [rating, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      for (const product of rating?.status === "approved" ? rating.product_ids : []) {
        const { count, sum } = changes.get(product) ?? { count: 0, sum: 0 }
        changes.set(product, { count: count + sign, sum: sum + sign * (rating?.stars ?? 0) })
      }
    }
    // Two ratings of the same products change the rows in the same order, so that neither waits for the other.
    for (const [product, { count, sum }] of [...changes].sort(([one], [other]) => (one < other ? -1 : 1))) {
      await execute(
        shared,
        `insert into rating_product (product_id, count, sum) values (?, ?, ?)
         on conflict (product_id) do update
         set count = rating_product.count + excluded.count, sum = rating_product.sum + excluded.sum, updated_at = clock_timestamp()`,
        [product, count, sum],
      )
    }
  }
}

export default RatingModuleService
