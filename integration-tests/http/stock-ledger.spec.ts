import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import fc from "fast-check"
import { withStockCause } from "../../src/modules/stock-ledger/stock-cause"
import { STOCK_LEDGER_MODULE } from "../../src/modules/stock-ledger"
import type StockLedgerModuleService from "../../src/modules/stock-ledger/service"
import type { StockActor, StockLine } from "../../src/modules/stock-ledger/types"
import { readOrderCost, readProductCosts } from "../../src/workflows/stock/costs"
import { eventually } from "../support/eventually"
import { SEED } from "../support/random-seed"
import { shopSuite } from "../support/shop-suite"
import { expectAgreement, readBalances } from "../support/stock-balances"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, runTransition, staff, type Step } from "../support/workshop-view"

const FLORIST: StockActor = { actor_type: "telegram", actor_id: "1003", channel: "telegram" }

shopSuite({
  testSuite: ({ getContainer }) => {
    let shop: WorkshopFixture
    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
    })

    const ledger = () => getContainer().resolve<StockLedgerModuleService>(STOCK_LEDGER_MODULE)
    const knex = () => getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const inventory = () => getContainer().resolve(Modules.INVENTORY)
    const line = (inventory_item_id: string, quantity: number, lot?: StockLine["lot"]): StockLine => ({
      ...{ inventory_item_id, location_id: shop.locationId, quantity },
      ...(lot ? { lot } : {}),
    })
    const document = (kind: "incoming" | "loss" | "correction", lines: StockLine[], more: object = {}) =>
      ledger().record({ ...FLORIST, kind, ...more }, lines)
    const balances = () => readBalances(getContainer())
    const agree = () => expectAgreement(getContainer())
    const last = async (item = shop.flowers.rose) => {
      const [found] = await ledger().listMovements({ inventory_item_id: item }, { take: 1 })
      return found
    }
    afterEach(agree)

    it("records the sale of an order with its order, and takes it back into the same lots", async () => {
      const { rose } = shop.flowers
      await document("incoming", [line(rose, 50, { unit_cost: 700_000, wilts_on: "2030-01-05" })])
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const run = (step: Step) => runTransition(getContainer(), assignmentId, step)
      const before = await ledger().listLots({ inventory_item_id: rose, all: false, take: 9, skip: 0 })
      await run({ action: "accept", by: staff("florist") })
      const sold = await ledger().listMovements({ inventory_item_id: rose, order_id: orderId }, { take: 9 })
      expect(sold.map(({ quantity }) => quantity).sort()).toEqual(["-40", "-5"])
      expect(sold).toMatchObject([{ kind: "sale", stock_after: "105", is_explained: true }, { kind: "sale" }])
      await run({ action: "give_back", by: staff("florist") })
      expect(await last()).toMatchObject({ kind: "sale", order_id: orderId, stock_after: "150" })
      expect(await ledger().listLots({ inventory_item_id: rose, all: false, take: 9, skip: 0 })).toEqual(
        before,
      )
    })

    it("records whatever else changes Medusa's stock, and lists it first to be explained", async () => {
      const { rose, ribbon } = shop.flowers
      const admin = { actor_type: "user", actor_id: "user_1", channel: "admin" } as const
      await withStockCause(admin, () =>
        updateInventoryLevelsWorkflow(getContainer()).run({
          input: {
            updates: [{ ...line(rose, 0), stocked_quantity: 90 }].map(({ quantity: _, ...one }) => one),
          },
        }),
      )
      await knex().raw("update inventory_level set stocked_quantity = 12 where inventory_item_id = ?", [
        ribbon,
      ])
      const { movements, count } = await ledger().listUnexplained({ take: 2 })
      expect(movements).toMatchObject([
        {
          inventory_item_id: ribbon,
          quantity: "-8",
          actor_type: "unknown",
          channel: "database",
          is_explained: false,
        },
        { inventory_item_id: rose, quantity: "-10", ...admin, kind: "correction", is_explained: false },
      ])
      const [{ id }] = movements
      const explain = () =>
        ledger().explain({ ...FLORIST, movement_id: id, kind: "loss", reason: "wilted", note: "жара" })
      const explained = await Promise.all([explain(), explain()])
      expect(explained.filter(Boolean)).toMatchObject([{ id, kind: "loss", reason: "wilted", note: "жара" }])
      expect((await ledger().listUnexplained({ take: 9 })).count).toBe(count - 1)
      const ofKind = (kind: string) =>
        ledger().listMovements({ kind, inventory_item_id: ribbon }, { take: 9 })
      expect(await ofKind("loss")).toMatchObject([{ id, is_explained: true }])
      expect((await ofKind("correction")).map((one) => one.id)).not.toContain(id)
    })

    it("knows what an order and a product cost, and takes the cost back with the flowers", async () => {
      const { rose, ribbon } = shop.flowers
      const early = await placeWorkshopOrder(getContainer(), shop)
      await runTransition(getContainer(), early.assignmentId, { action: "accept", by: staff("florist") })
      // Nobody knows what the flowers of the opening have cost.
      expect(await readOrderCost(getContainer(), early.orderId)).toMatchObject({
        ...{ cost: null, margin: null, is_estimated: true },
      })
      await document("correction", [line(rose, -55), line(ribbon, -18)])
      await document("incoming", [
        line(rose, 40, { unit_cost: 500_000 }),
        line(ribbon, 5, { unit_cost: 100_000 }),
      ])
      await document("incoming", [line(rose, 40, { unit_cost: 700_000 })])
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const run = (step: Step) => runTransition(getContainer(), assignmentId, step)
      const cost = () => readOrderCost(getContainer(), orderId)
      expect(await cost()).toMatchObject({ price: 69_500_000, cost: null, margin: null })
      await run({ action: "accept", by: staff("florist") })
      const spent = 40 * 500_000 + 5 * 700_000 + 2 * 100_000
      expect(await cost()).toEqual({
        ...{
          currency_code: "uzs",
          price: 69_500_000,
          cost: spent,
          margin: 69_500_000 - spent,
          is_estimated: false,
        },
      })
      await run({ action: "give_back", by: staff("florist") })
      expect(await cost()).toMatchObject({ cost: 0 })

      const { data } = await getContainer()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "variant", fields: ["product_id"], filters: { id: shop.variantIds[0] } })
      const { variants } = await readProductCosts(getContainer(), data[0].product_id ?? "")
      // The average of the roses in stock.
      expect(variants).toMatchObject([
        {
          price: 30_000_000,
          cost: 20 * 600_000 + 100_000,
          margin: 30_000_000 - 12_100_000,
          is_estimated: false,
        },
      ])
    })

    it("values a sale with the oldest lots, to the last minor unit", async () => {
      const { ribbon } = shop.flowers
      await document("correction", [line(ribbon, -20)], { reason: "count" })
      const received = await document("incoming", [line(ribbon, 3, { value: 100 })], { key: "note-1" })
      expect(await document("incoming", [line(ribbon, 3, { value: 100 })], { key: "note-1" })).toEqual(
        received,
      )
      await document("incoming", [line(ribbon, 2, { unit_cost: 1000 })])
      const values: string[] = []
      for (let taken = 0; taken < 4; taken += 1) {
        await document("loss", [line(ribbon, -1)], { reason: "broken" })
        values.push((await last(ribbon)).value)
      }
      expect(values).toEqual(["-33", "-34", "-33", "-1000"])
    })

    it("refuses stock below zero and changes of the ledger, each as a whole", async () => {
      const { rose, ribbon } = shop.flowers
      const before = await balances()
      await expect(document("loss", [line(ribbon, -1), line(rose, -101)])).rejects.toThrow(
        /cannot be below zero/,
      )
      await expect(
        knex().raw("update inventory_level set stocked_quantity = -1 where inventory_item_id = ?", [rose]),
      ).rejects.toThrow(/cannot be below zero/)
      for (const sql of ["update stock_movement set quantity = 1", "delete from stock_lot_part"]) {
        await expect(knex().raw(sql)).rejects.toThrow(/never changed or deleted/)
      }
      expect(await balances()).toEqual(before)
    })

    it("lets only an item with backorders fall below zero", async () => {
      const { ribbon } = shop.flowers
      const change = (pieces: number) => inventory().adjustInventory(ribbon, shop.locationId, pieces)
      await expect(change(-21)).rejects.toThrow(/cannot be below zero/)
      await knex().raw("update product_variant set allow_backorder = true where id = ?", [shop.variantIds[0]])
      await change(-21)
      const [below] = (await balances()).filter(({ item }) => item === ribbon)
      expect(below).toMatchObject({ stock: -1, moved: -1, last: -1, left: 0, worth_left: 0 })
      await document("incoming", [line(ribbon, 3, { unit_cost: 100 })])
      expect(await last(ribbon)).toMatchObject({ quantity: "3", stock_after: "2", value: "200" })
    })

    it("takes a document back once, and moves the value of regraded flowers", async () => {
      const { rose, ribbon } = shop.flowers
      const { id, short } = await document("incoming", [line(rose, 30, { unit_cost: 500 })])
      expect(short).toEqual([])
      const back = () => ledger().counter(id, FLORIST)
      const taken = await Promise.all([back(), back()])
      expect(taken.filter((one) => "refusal" in one)).toEqual([{ refusal: "already_countered" }])
      expect(await last()).toMatchObject({ kind: "incoming", quantity: "-30", value: "-15000" })

      await document("incoming", [line(rose, 10, { unit_cost: 900 })])
      await document("loss", [line(rose, -100)], { reason: "wilted" })
      const { movements } = await ledger().regrade(FLORIST, {
        ...{ from: rose, to: ribbon, location_id: shop.locationId, quantity: 4 },
      })
      expect(movements).toMatchObject([
        { inventory_item_id: rose, quantity: "-4", value: "-3600" },
        { inventory_item_id: ribbon, quantity: "4", value: "3600" },
      ])
      expect(await ledger().counter(movements[0].document_id ?? "", FLORIST)).toEqual({
        refusal: "not_counterable",
      })
    })

    it("records nothing of a document whose connection is killed in the middle", async () => {
      const { rose, ribbon } = shop.flowers
      const before = await balances()
      const key = "killed"
      const lines = [line(rose, -1), line(ribbon, -1)]
      await knex().transaction(async (holder) => {
        // The second line waits for this lock, after the first one is written.
        await holder.raw("select id from stock_lot where inventory_item_id = ? for update", [ribbon])
        const outcome = document("loss", lines, { key }).catch(() => "killed")
        await eventually(async () => {
          const { rows } = await knex().raw<{ rows: unknown[] }>(`
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query like '%stock_level_change%' and wait_event_type = 'Lock'`)
          expect(rows).toHaveLength(1)
        })
        expect(await outcome).toBe("killed")
      })
      expect(await balances()).toEqual(before)
      expect(await ledger().listStockDocuments({ key })).toEqual([])
      expect((await document("loss", lines, { key })).movements).toHaveLength(2)
    })

    it("agrees with the stock and the lots after any changes by several people at once", async () => {
      const { rose, ribbon } = shop.flowers
      const item = fc.constantFrom(rose, ribbon)
      const some = fc.integer({ min: 1, max: 30 })
      const documents: string[] = []
      const change = fc.oneof(
        fc
          .tuple(item, some, fc.integer({ min: 0, max: 999 }))
          .map(([one, quantity, unit_cost]) => async () => {
            documents.push((await document("incoming", [line(one, quantity, { unit_cost })])).id)
          }),
        fc.tuple(item, some).map(
          ([one, quantity]) =>
            () =>
              document("loss", [line(one, -quantity)]),
        ),
        fc.tuple(some, some).map(
          ([a, b]) =>
            () =>
              document("correction", [line(ribbon, a), line(rose, -b)]),
        ),
        fc.tuple(item, some).map(
          ([one, adjustment]) =>
            () =>
              withStockCause({ kind: "sale", order_id: "order_1" }, () =>
                inventory().adjustInventory(one, shop.locationId, -adjustment),
              ),
        ),
        fc.tuple(item, some).map(
          ([one, adjustment]) =>
            () =>
              withStockCause({ kind: "sale", order_id: "order_1" }, () =>
                inventory().adjustInventory(one, shop.locationId, adjustment),
              ),
        ),
        fc.tuple(item, some).map(
          ([one, quantity]) =>
            () =>
              knex().raw("update inventory_level set stocked_quantity = ? where inventory_item_id = ?", [
                quantity,
                one,
              ]),
        ),
        fc.tuple(some, fc.boolean()).map(
          ([quantity, up]) =>
            () =>
              ledger().regrade(FLORIST, {
                ...{
                  from: up ? ribbon : rose,
                  to: up ? rose : ribbon,
                  location_id: shop.locationId,
                  quantity,
                },
              }),
        ),
        fc.nat().map((which) => async () => {
          const id = documents[which % Math.max(documents.length, 1)]
          return id && ledger().counter(id, FLORIST)
        }),
      )
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
          async (rounds) => {
            for (const together of rounds) {
              const results = await Promise.allSettled(together.map((act) => act()))
              for (const result of results) {
                if (result.status === "rejected") {
                  expect(String(result.reason)).toMatch(/cannot be below zero/)
                }
              }
              await agree()
            }
          },
        ),
        { seed: SEED, numRuns: 25, endOnFailure: true },
      )
    })
  },
})
