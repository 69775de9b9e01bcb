import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import type { Bot } from "grammy"
import type { Update } from "grammy/types"
import { handlingOf } from "../../src/bot/runtime/handling"
import type { ShopContext } from "../../src/bot/runtime/context"
import { telegramOf } from "../../src/bot/runtime/telegram"
import { UpdateQueue } from "../../src/bot/runtime/updates"
import { eventually } from "../support/eventually"

let lastId = 0

/** A person's text message, in the private chat by default. */
function text(personId: number, words = "hello", chat = { id: personId, type: "private" }): Update {
  const from = { id: personId, is_bot: false, first_name: "Aziza" }
  return {
    update_id: ++lastId,
    message: { message_id: lastId, date: 0, chat, from, text: words },
  } as Update
}

/**
 * Processes that share the database. Each one handles an update by recording it; the test sets the duration and
 * whether it ends.
 */
function processes(container: () => MedusaContainer) {
  const notes: string[] = []
  const atOnce = new Map<number, number>()
  let most = 0
  const queues: UpdateQueue[] = []

  function start(name: string, act: (update: Update) => Promise<void> = () => sleep(30)): UpdateQueue {
    const handleUpdate = async (update: Update) => {
      const person = update.message?.from?.id ?? 0
      handlingOf(update).hasBegun = true
      atOnce.set(person, (atOnce.get(person) ?? 0) + 1)
      most = Math.max(most, atOnce.get(person) ?? 0)
      try {
        await act(update)
        notes.push(`${name}:${update.update_id}`)
      } finally {
        atOnce.set(person, (atOnce.get(person) ?? 1) - 1)
      }
    }
    const queue = new UpdateQueue({ handleUpdate } as unknown as Bot<ShopContext>, container(), name)
    queue.start()
    queues.push(queue)
    return queue
  }

  return {
    start,
    notes,
    mostAtOnce: () => most,
    done: () => notes.map((note) => Number(note.split(":")[1])),
    stopAll: () => Promise.all(queues.map((queue) => queue.stop(60_000))),
  }
}

shopSuite({
  testSuite: ({ getContainer }) => {
    describe("updates that arrive at several processes", () => {
      const waiting = async () => (await telegramOf(getContainer()).listUpdates({ handled_at: null })).length

      it("run in order and one at a time per person, in parallel for several people, each once", async () => {
        const shop = processes(getContainer)
        const all = [shop.start("a"), shop.start("b"), shop.start("c")]
        const updates = Array.from({ length: 60 }, (_, index) => text(500 + (index % 3)))
        for (const [index, update] of updates.entries()) {
          const deliveries = [all[index % 3].accept(update)]
          if (index % 5 === 0) {
            deliveries.push(all[(index + 1) % 3].accept(update))
          }
          const isNew = await Promise.all(deliveries)
          expect(isNew.filter(Boolean)).toHaveLength(1)
        }
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()

        expect([...shop.done()].sort((a, b) => a - b)).toEqual(updates.map(({ update_id }) => update_id))
        for (const person of [500, 501, 502]) {
          const own = new Set(
            updates.filter(({ message }) => message?.from?.id === person).map((u) => u.update_id),
          )
          const order = shop.done().filter((id) => own.has(id))
          expect(order).toEqual([...order].sort((a, b) => a - b))
        }
        expect(shop.mostAtOnce()).toBe(1)
      })

      it("of one person wait for each other across chats, because they change one session", async () => {
        const shop = processes(getContainer)
        const [a, b] = [shop.start("a", () => sleep(200)), shop.start("b", () => sleep(200))]
        await Promise.all([a.accept(text(600)), b.accept(text(600, "hi", { id: -1001, type: "supergroup" }))])
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        expect(shop.notes).toHaveLength(2)
        expect(shop.mostAtOnce()).toBe(1)
      })

      it("of one person read the account as the previous one left it, in any process", async () => {
        const person = { telegram_id: "650", first_name: "Aziza", last_name: null, username: null }
        const { id: accountId } = await telegramOf(getContainer()).accountOf(person)
        const shop = processes(getContainer)
        const found: unknown[] = []
        const act = async (update: Update) => {
          const handling = handlingOf(update)
          found.push(handling.account?.session)
          await sleep(30)
          handling.keep = { accountId, session: { screen: { message_id: update.update_id } } }
        }
        const both = [shop.start("a", act), shop.start("b", act)]
        const updates = Array.from({ length: 12 }, () => text(650))
        for (const [index, update] of updates.entries()) {
          await both[index % 2].accept(update)
        }
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        const left = updates.map(({ update_id }) => ({ screen: { message_id: update_id } }))
        expect(found).toEqual([{}, ...left.slice(0, -1)])
      })

      it("of a dead process are taken over by another, in order", async () => {
        const shop = processes(getContainer)
        const updates = [text(700), text(700), text(700)]
        for (const update of updates) {
          // The state that a dead process leaves: a stored update with a lease that is not released.
          await telegramOf(getContainer()).acceptUpdate(
            { id: update.update_id, queue: "700", payload: update, personId: "700" },
            { holder: "dead", seconds: 3 },
          )
        }
        shop.start("alive")
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        expect(shop.done()).toEqual(updates.map(({ update_id }) => update_id))
      })

      it("that end a process repeatedly are given up, and the next ones run", async () => {
        const shop = processes(getContainer)
        const [poison, next] = [text(800, "poison"), text(800)]
        const accept = (update: Update) =>
          telegramOf(getContainer()).acceptUpdate(
            { id: update.update_id, queue: "800", payload: update, personId: "800" },
            { holder: "dead", seconds: 1 },
          )
        await accept(poison)
        await accept(next)
        const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await pg.raw("update telegram_update set takes = 5 where id = ?", [String(poison.update_id)])
        shop.start("alive")
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        expect(shop.done()).toEqual([next.update_id])
      })

      it("are finished or handed over when a process stops", async () => {
        const shop = processes(getContainer)
        let finish = () => {}
        const isFinished = new Promise<void>((resolve) => (finish = resolve))
        const first = shop.start("first", () => isFinished)
        const updates = [text(900), text(900), text(900)]
        for (const update of updates) {
          await first.accept(update)
        }
        const stopped = first.stop(60_000)
        finish()
        await stopped
        expect(shop.done()).toEqual([updates[0].update_id])
        shop.start("second")
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        expect(shop.notes.map((note) => note.split(":")[0])).toEqual(["first", "second", "second"])
        expect(shop.done()).toEqual(updates.map(({ update_id }) => update_id))
      })

      it("run again when the database failed before any action", async () => {
        const shop = processes(getContainer)
        let isAway = true
        const queue = shop.start("a", async (update) => {
          handlingOf(update).hasBegun = !isAway
          if (isAway) {
            isAway = false
            throw new Error("Connection terminated")
          }
        })
        await queue.accept(text(1000))
        await eventually(async () => expect(await waiting()).toBe(0))
        await shop.stopAll()
        expect(shop.notes).toHaveLength(1)
      })
    })
  },
})
