import { setTimeout as sleep } from "node:timers/promises"
import { shopSuite } from "../support/shop-suite"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { underLease } from "../../src/bot/runtime/lease"
import { eventually } from "../support/eventually"

shopSuite({
  testSuite: ({ getContainer }) => {
    describe("work that one process does under a lease", () => {
      /** A process that wants the lease and only holds it. */
      function wants(holder: string) {
        const stopping = new AbortController()
        const state = { isAtWork: false, times: 0 }
        const ended = underLease(
          getContainer(),
          { name: "the-test", stopping: stopping.signal, holder },
          async (signal) => {
            state.isAtWork = true
            state.times += 1
            await sleep(120_000, undefined, { signal }).catch(() => undefined)
            state.isAtWork = false
          },
        )
        return {
          state,
          stop: async () => {
            stopping.abort()
            await ended
          },
        }
      }

      it("is done by one process at a time, and passes to another when the first one stops", async () => {
        const first = wants("first")
        await eventually(() => expect(first.state.isAtWork).toBe(true))
        const second = wants("second")
        // Longer than the lease's duration: the first process renewed it.
        await sleep(14_000)
        expect([first.state, second.state]).toMatchObject([{ isAtWork: true, times: 1 }, { times: 0 }])

        await first.stop()
        const stoppedAt = Date.now()
        await eventually(() => expect(second.state.isAtWork).toBe(true))
        expect(Date.now() - stoppedAt).toBeLessThan(10_000)
        await second.stop()
      })

      it("passes to another process within 15 s when its holder dies, and stops when the lease is lost", async () => {
        const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const alive = wants("alive")
        await eventually(() => expect(alive.state.isAtWork).toBe(true))
        // Another process holds the lease and never renews it.
        await pg.raw(
          "update core_lease set holder = 'dead', held_until = now() + interval '12 seconds' where id = 'the-test'",
        )
        const takenAt = Date.now()
        await eventually(() => expect(alive.state.isAtWork).toBe(false))
        await eventually(() => expect(alive.state.times).toBe(2), 60_000)
        expect(Date.now() - takenAt).toBeLessThan(30_000)
        await alive.stop()
      })
    })
  },
})
