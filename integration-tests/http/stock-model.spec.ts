import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import fc from "fast-check"
import { listBouquets } from "../../src/workflows/showcase/bouquets"
import { takeApart, writeOff } from "../../src/workflows/showcase/end-bouquet"
import { makeBouquet } from "../../src/workflows/showcase/make-bouquet"
import { errorCode, isLockTimeout } from "../../src/lib/errors"
import { withStockCause } from "../../src/modules/stock-ledger/stock-cause"
import { beginCount } from "../../src/workflows/stock-count/begin-count"
import { cancelCount } from "../../src/workflows/stock-count/cancel-count"
import { closeCount } from "../../src/workflows/stock-count/close-count"
import { openCounts } from "../../src/workflows/stock-count/count-of"
import { enterCount } from "../../src/workflows/stock-count/enter-count"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { personInTelegram } from "../../src/workflows/stock/person"
import {
  decideRequest,
  recordDocument,
  regradeStock,
  takeBackDocument,
  type DocumentInput,
} from "../../src/workflows/stock/record-document"
import { isDeep } from "../support/deep"
import { withOptions } from "../support/limits"
import { SEED } from "../support/random-seed"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, TELEGRAM_IDS } from "../support/workshop-view"

/** Pieces above which a loss or a correction waits for a second person. */
const LARGE = 12

/** What a person may be told; any other error is a failure. */
const REFUSALS = [
  ...["stock_too_low", "own_request", "already_decided", "already_countered", "not_counterable"],
  ...["not_allowed", "count_open", "count_waiting", "count_closed", "count_canceled", "count_changed"],
  ...["count_too_low", "stems_missing", "bouquet_ended", "bouquet_reserved", "large_loss"],
]

/** Each item and location: the level, its movements and its lots. Also a place without a level. */
const PLACES = `
  select place.item, coalesce(level.stocked_quantity, 0)::float as stock,
    moved.pieces::float as moved, moved.value::float as worth, moved.last::float as last,
    lots.pieces::float as left, lots.value::float as worth_left, lots.least::float as least
  from (select distinct inventory_item_id as item, location_id as location from stock_movement) place
  left join inventory_level level
    on level.inventory_item_id = place.item and level.location_id = place.location and level.deleted_at is null
  cross join lateral (
    select sum(quantity) as pieces, sum(value) as value, (array_agg(stock_after order by id desc))[1] as last
    from stock_movement where inventory_item_id = place.item and location_id = place.location
  ) moved
  cross join lateral (
    select coalesce(sum(quantity_left), 0) as pieces, coalesce(sum(value_left), 0) as value,
      coalesce(min(least(quantity_left, value_left)), 0) as least
    from stock_lot where inventory_item_id = place.item and location_id = place.location
  ) lots`

/** Movements whose parts of lots have other sums, and lots whose parts have. */
const UNEVEN = `
  select movement.id from stock_movement movement
  left join stock_lot_part part on part.movement_id = movement.id
  group by movement.id having coalesce(sum(part.quantity), 0) <> movement.quantity or coalesce(sum(part.value), 0) <> movement.value
  union all
  select lot.id from stock_lot lot left join stock_lot_part part on part.lot_id = lot.id
  group by lot.id having coalesce(sum(part.quantity), 0) <> lot.quantity_left or coalesce(sum(part.value), 0) <> lot.value_left`

/** The value of all movements by what they are, and of what is on hand. */
const WORTH = `
  select coalesce(sum(value) filter (where kind in ('opening', 'incoming')), 0)::float as came,
    coalesce(-sum(value) filter (where kind = 'sale'), 0)::float as sold,
    coalesce(-sum(value) filter (where kind = 'loss'), 0)::float as lost,
    coalesce(sum(value) filter (where kind = 'correction'), 0)::float as corrected,
    coalesce(sum(value) filter (where kind = 'regrading'), 0)::float as regraded,
    coalesce(sum(value) filter (where kind in ('assembly', 'disassembly')), 0)::float as assembled,
    (select sum(value_left) from stock_lot)::float as on_hand
  from stock_movement`

/** Requests that their asker decided, and documents that came without the decision that they needed. */
const UNAPPROVED = `
  select id from stock_request where decided_by = member_id
  union all
  select document.id from stock_document document
  join stock_movement movement on movement.document_id = document.id
  where document.kind in ('loss', 'correction') and coalesce(document.key, '') not like 'request:%'
  group by document.id having sum(abs(movement.quantity)) > ${LARGE}`

type Place = Record<"stock" | "moved" | "worth" | "last" | "left" | "worth_left" | "least", number>
type Worth = Record<"came" | "sold" | "lost" | "corrected" | "regraded" | "assembled" | "on_hand", number>

/** What people do, and how often. */
const KINDS = [
  ["receipt", 3],
  ["loss", 2],
  ["repeated loss", 1],
  ["correction", 2],
  ["decision", 5],
  ["regrading", 1],
  ["take-back", 1],
  ["bouquet", 1],
  ["bouquet ends", 1],
  ["sale", 3],
  ["plain SQL", 1],
  ["begin count", 3],
  ["enter count", 12],
  ["close count", 2],
  ["cancel count", 3],
] as const

/** `flag` and `index` choose among the possibilities of a kind. */
type Action = {
  kind: (typeof KINDS)[number][0]
  who: "owner" | "manager" | "florist" | "florist2"
  flower: "rose" | "ribbon"
  pieces: number
  cost: number
  index: number
  flag: boolean
}

const ACTION: fc.Arbitrary<Action> = fc.record({
  kind: fc.oneof(...KINDS.map(([kind, weight]) => ({ arbitrary: fc.constant(kind), weight }))),
  who: fc.constantFrom("owner", "manager", "florist", "florist2"),
  flower: fc.constantFrom("rose", "ribbon"),
  pieces: fc.integer({ min: 1, max: 30 }),
  cost: fc.integer({ min: 0, max: 999 }),
  index: fc.nat(1000),
  flag: fc.boolean(),
})

shopSuite({
  testSuite: ({ getContainer }) => {
    let shop: WorkshopFixture
    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
    })

    const knex = () => getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const rows = async <Row>(sql: string) => (await knex().raw<{ rows: Row[] }>(sql)).rows
    const ledger = () => ledgerOf(getContainer())

    const agree = async () => {
      for (const { stock, worth, least, ...sums } of await rows<Place>(PLACES)) {
        expect(sums).toMatchObject({ moved: stock, last: stock, left: stock, worth_left: worth })
        expect(Math.min(stock, least)).toBeGreaterThanOrEqual(0)
      }
      const [{ came, sold, lost, corrected, regraded, assembled, on_hand }] = await rows<Worth>(WORTH)
      expect([came + corrected, regraded, assembled]).toEqual([sold + lost + on_hand, 0, 0])
      expect([await rows(UNEVEN), await rows(UNAPPROVED)]).toEqual([[], []])
      for (const { id, document_id } of await ledger().listStockCounts(
        { status: "closed" },
        { take: null },
      )) {
        const differences = (await ledger().listCounted(id)).filter(
          ({ difference }) => Number(difference) !== 0,
        )
        const movements = document_id ? await ledger().listOfDocument(document_id) : []
        expect(changesOf(movements, "quantity")).toEqual(changesOf(differences, "difference"))
      }
    }

    const pick = <Value>(values: Value[], index: number): Value | undefined =>
      values[index % (values.length || 1)]
    /** Documents that were recorded, to be taken back. */
    const documents: string[] = []

    const record = async (
      { who, flower, pieces, cost, index }: Action,
      input: Omit<DocumentInput, "lines">,
    ) => {
      const inventory_item_id = shop.flowers[flower]
      const { locationId: location_id } = shop
      const quantity = input.kind === "correction" && index % 2 ? -pieces : pieces
      const line = { inventory_item_id, location_id, quantity, lot: { unit_cost: cost } }
      const other = {
        inventory_item_id: shop.flowers[flower === "rose" ? "ribbon" : "rose"],
        location_id,
        quantity: 1,
      }
      const lines = index % 3 ? [line] : [line, other]
      const outcome = await recordDocument(getContainer(), await personOf(who), { ...input, lines })
      if ("document" in outcome) {
        documents.push(outcome.document.id)
      }
    }
    const personOf = (who: Action["who"]) => personInTelegram(getContainer(), TELEGRAM_IDS[who])

    /** Does what an action says. Actions on a count do nothing while there is none. */
    const run = async (action: Action): Promise<unknown> => {
      const container = getContainer()
      const { kind, who, flower, pieces, index, flag } = action
      const { locationId: location_id } = shop
      const item = shop.flowers[flower]
      const person = await personOf(who)
      const [count] = kind.endsWith("count") ? await openCounts(container) : []
      switch (kind) {
        case "receipt":
          return record(action, { kind: "incoming" })
        case "loss":
          return record(action, { kind: "loss", reason: "wilted" })
        case "repeated loss":
          return record(action, { kind: "loss", reason: "broken", key: `${who} ${index % 3}` })
        case "correction":
          return record(action, { kind: "correction" })
        case "decision": {
          const request = pick(await ledger().listStockRequests({ status: "pending" }, { take: null }), index)
          const status = flag ? "approved" : "refused"
          return request && decideRequest(container, person, { id: request.id, status })
        }
        case "regrading": {
          const [from, to] = flag
            ? [shop.flowers.rose, shop.flowers.ribbon]
            : [shop.flowers.ribbon, shop.flowers.rose]
          return regradeStock(container, person, { from, to, location_id, quantity: pieces })
        }
        case "take-back": {
          const id = pick(documents, index)
          return id && takeBackDocument(container, person, { id })
        }
        case "bouquet":
          return makeBouquet(container, person, {
            ...{ key: `model ${index}`, title: { ru: "Букет", uz: "Guldasta" }, price: 100_000, location_id },
            parts: [
              { inventory_item_id: shop.flowers.rose, quantity: 1 + (pieces % 5) },
              ...(flag ? [{ inventory_item_id: shop.flowers.ribbon, quantity: 1 }] : []),
            ],
          })
        case "bouquet ends": {
          const bouquet = pick(await listBouquets(container, { status: ["offered"], take: 20 }), index)
          const lost = pieces % 2 ? [{ inventory_item_id: shop.flowers.rose, quantity: 1 }] : []
          const end = { id: bouquet?.id ?? "", reason: "wilted" }
          return (
            bouquet &&
            (flag ? takeApart(container, person, { ...end, lost }) : writeOff(container, person, end))
          )
        }
        case "sale":
          return withStockCause({ kind: "sale", order_id: `order_${index % 3}` }, () =>
            container.resolve(Modules.INVENTORY).adjustInventory(item, location_id, flag ? pieces : -pieces),
          )
        case "plain SQL":
          return knex().raw("update inventory_level set stocked_quantity = ? where inventory_item_id = ?", [
            pieces,
            item,
          ])
        case "begin count":
          return beginCount(container, person, { location_id })
        case "enter count": {
          const [level] = await container
            .resolve(Modules.INVENTORY)
            .listInventoryLevels({ inventory_item_id: item, location_id })
          // Near to the level, so that not each correction is a large one.
          const near = Math.max(0, Number(level.stocked_quantity) + (pieces % 9) - 4)
          const counted = flag ? pieces % 5 : near
          return (
            count &&
            enterCount(container, person, { id: count.id, inventory_item_id: item, counted, adds: flag })
          )
        }
        case "close count":
          return count && closeCount(container, person, count.id)
        case "cancel count":
          return count && cancelCount(container, person, count.id)
      }
    }

    it("holds for receipts, losses, corrections, approvals, take-backs, bouquets and counts of several people at once", () =>
      withOptions(getContainer(), { stockApprovalPieces: LARGE, stockApprovalValue: 0 }, async () => {
        const outcomes = new Set<string>()
        const rounds = fc.array(fc.array(ACTION, { minLength: 1, maxLength: 4 }), {
          minLength: 8,
          maxLength: 14,
        })
        await fc.assert(
          fc.asyncProperty(rounds, async (all) => {
            for (const together of all) {
              const results = await Promise.allSettled(together.map(run))
              results.forEach((result, index) => {
                const code = result.status === "rejected" ? codeOf(result.reason) : "done"
                expect(["done", "busy", ...REFUSALS]).toContain(code)
                outcomes.add(`${together[index].kind}: ${code}`)
              })
              await agree()
            }
          }),
          { seed: SEED, numRuns: isDeep ? 400 : 20, endOnFailure: true },
        )
        // The sequences reach the rules that they test.
        const reached = [...outcomes]
        expect(KINDS.map(([kind]) => kind).filter((kind) => !outcomes.has(`${kind}: done`))).toEqual([])
        expect(reached).toContain("decision: own_request")
        expect(reached.some((one) => one.endsWith("stock_too_low"))).toBe(true)
        const closed = await ledger().listStockCounts({ status: "closed" }, { take: null })
        expect(closed.some(({ document_id }) => document_id)).toBe(true)
      }))
  },
})

/** The code of a refusal; the sentence of any other error. */
function codeOf(error: unknown): string {
  if (isLockTimeout(error)) {
    return "busy"
  }
  // The database's refusal of a sale has no code of the shop.
  return /cannot be below zero/.test(String(error)) ? "stock_too_low" : (errorCode(error) ?? String(error))
}

/** The changes of items, by item. */
const changesOf = <Field extends string>(
  lines: (Record<Field, string> & { inventory_item_id: string })[],
  field: Field,
) => Object.fromEntries(lines.map((line) => [line.inventory_item_id, Number(line[field])]))
