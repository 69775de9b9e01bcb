import { shopSuite } from "../support/shop-suite"
import type { AxiosResponse } from "axios"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { createOwnerLogin } from "../support/admin"
import { TIME_ZONE } from "../../src/lib/shop"
import { addDays, dateAt } from "../../src/modules/delivery/zoned-time"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { createDeliveryFixture } from "../support/delivery-fixture"

type Slot = { id: string; date: string; start: string; reason?: string; capacity: number; left: number }

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let store: Record<string, string>
    let admin: Record<string, string>

    beforeAll(async () => {
      const shop = await createDeliveryFixture(getContainer())
      await createOwnerLogin(getContainer(), "owner@example.uz", "supersecret")
      const { data } = await api.post("/auth/user/emailpass", {
        email: "owner@example.uz",
        password: "supersecret",
      })
      store = { "x-publishable-api-key": shop.publishable_key }
      admin = { authorization: `Bearer ${data.token}` }
    })

    const ask = (
      method: string,
      path: string,
      headers: Record<string, string>,
      data?: unknown,
    ): Promise<AxiosResponse> => api.request({ method, url: path, headers, data, validateStatus: () => true })
    const slots = async (search: string): Promise<Slot[]> =>
      (await ask("get", `/store/delivery-slots?${search}`, store)).data.slots
    const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

    it("offers six slots a day by default, for two weeks", async () => {
      const all = await slots("method=delivery")
      expect(new Set(all.map((slot) => slot.date)).size).toBe(14)
      const one = await slots(`method=pickup&from=${later(5)}&days=1`)
      expect(one.map((slot) => slot.start)).toEqual(["09:00", "11:00", "13:00", "15:00", "17:00", "19:00"])
      expect(one[0]).toMatchObject({ date: later(5), capacity: 10, left: 10, available: true })
    })

    it("lists slots for a given time", async () => {
      const result = await listDeliverySlots(getContainer(), {
        method: "delivery",
        days: 1,
        now: "2026-03-09T02:31:00.000Z",
      })
      expect(result.map((slot) => [slot.start, slot.reason])).toEqual([
        ["09:00", "cut_off"],
        ["11:00", undefined],
        ["13:00", undefined],
        ["15:00", undefined],
        ["17:00", undefined],
        ["19:00", undefined],
      ])
    })

    it("refuses invalid dates", async () => {
      for (const search of [
        "",
        "method=drone",
        "method=pickup&days=0",
        "method=pickup&days=32",
        "method=pickup&days=x",
        "method=pickup&limit=5",
      ]) {
        expect([search, (await ask("get", `/store/delivery-slots?${search}`, store)).status]).toEqual([
          search,
          400,
        ])
      }
      const bad = await ask("get", "/store/delivery-slots?method=pickup&from=2026-02-30", store)
      expect([bad.status, bad.data.code]).toEqual([400, "invalid_slot"])
    })

    it("offers slots up to a year ahead, a month at a time, and takes no later one", async () => {
      const today = dateAt(new Date(), TIME_ZONE)
      const lastDay = addDays(today, 365)
      const month = await slots(`method=delivery&from=${addDays(lastDay, -10)}&days=31`)
      expect([...new Set(month.map(({ date }) => date))]).toEqual(
        Array.from({ length: 11 }, (_, index) => addDays(lastDay, index - 10)),
      )
      expect(await slots(`method=pickup&from=${addDays(lastDay, 1)}`)).toEqual([])
      const cart = await ask("post", "/store/carts", store, {})
      const path = `/store/carts/${cart.data.cart.id}/delivery`
      const last = month.at(-1)?.id ?? ""
      expect((await ask("post", path, store, { slot_id: last })).data.delivery.slot_id).toBe(last)
      const late = await ask("post", path, store, { slot_id: last.replace(lastDay, addDays(lastDay, 1)) })
      expect([late.status, late.data.code]).toEqual([400, "invalid_slot"])
    })

    it("follows the windows that staff create, change and delete", async () => {
      const day = later(5)
      const starts = async () => (await slots(`method=delivery&from=${day}&days=1`)).map((slot) => slot.start)
      const created = await ask("post", "/admin/delivery-windows", admin, {
        start: "07:00",
        end: "08:30",
        capacity: 1,
      })
      expect(created.status).toBe(201)
      expect(created.data.delivery_window).toMatchObject({
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        methods: "both",
        active: true,
      })
      const path = `/admin/delivery-windows/${created.data.delivery_window.id}`
      expect((await starts())[0]).toBe("07:00")

      expect((await ask("post", path, admin, { methods: "pickup" })).status).toBe(200)
      expect((await starts())[0]).toBe("09:00")
      const listed = await ask("get", "/admin/delivery-windows", admin)
      expect(listed.data.delivery_windows).toHaveLength(7)
      expect(listed.data.delivery_windows[0]).toMatchObject({
        start: "07:00",
        capacity: 1,
        methods: "pickup",
      })

      for (const wrong of [
        { end: "06:00" },
        { start: "7" },
        { weekdays: [8] },
        { weekdays: [] },
        { capacity: -1 },
        { capacity: 1.5 },
        { cut_off_minutes: 1e9 },
        { methods: "delivery", express_minutes: 5 },
        { methods: "both", express_minutes: 90 },
      ]) {
        const answer = await ask("post", path, admin, wrong)
        expect([wrong, answer.status, answer.data.code]).toEqual([wrong, 400, "invalid_window"])
      }
      expect((await ask("delete", path, admin)).data).toMatchObject({ deleted: true })
      expect((await ask("delete", path, admin)).status).toBe(404)
      expect(
        (await ask("post", "/admin/delivery-windows", store, { start: "07:00", end: "08:00", capacity: 1 }))
          .status,
      ).toBe(401)
    })

    it("offers no slots on closed days; repeated closing counts once", async () => {
      const day = later(6)
      const first = await ask("post", "/admin/closed-days", admin, { date: day, reason: "Navruz" })
      const second = await ask("post", "/admin/closed-days", admin, { date: day, reason: "Holiday" })
      expect(second.data.closed_day.id).toBe(first.data.closed_day.id)
      const reasons = async () =>
        (await slots(`method=delivery&from=${day}&days=1`)).map((slot) => slot.reason)
      expect(new Set(await reasons())).toEqual(new Set(["closed"]))
      expect((await ask("get", "/admin/closed-days", admin)).data.closed_days).toMatchObject([
        { date: day, reason: "Holiday" },
      ])
      expect((await ask("post", "/admin/closed-days", admin, { date: "2026-02-30" })).data.code).toBe(
        "invalid_date",
      )
      await ask("delete", `/admin/closed-days/${first.data.closed_day.id}`, admin)
      expect(new Set(await reasons())).toEqual(new Set([undefined]))
      expect((await ask("post", "/admin/closed-days", admin, { date: day })).status).toBe(201)
    })

    it("closes one window on one day, at once and twice, and opens it again", async () => {
      const day = later(5)
      const [first, second] = await slots(`method=delivery&from=${day}&days=1`)
      const window_id = first.id.split(".")[1]
      const close = (more: object = {}) =>
        ask("post", "/admin/closed-slots", admin, { date: day, window_id, reason: "No couriers", ...more })
      const answers = await Promise.all([close(), close(), close()])
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
      const [{ closed_slot: closed }, ...others] = answers.map(({ data }) => data)
      expect(others.map(({ closed_slot: { id } }) => id)).toEqual([closed.id, closed.id])
      const reasons = async (method: string) =>
        (await slots(`method=${method}&from=${day}&days=1`)).map((slot) => [slot.id, slot.reason])
      for (const method of ["delivery", "pickup"]) {
        const found = await reasons(method)
        expect(found).toContainEqual([first.id, "closed"])
        expect(found).toContainEqual([second.id, undefined])
      }
      const listed = async (query = "") =>
        (await ask("get", `/admin/closed-slots${query}`, admin)).data.closed_slots
      expect(await listed()).toMatchObject([{ date: day, window_id, reason: "No couriers" }])
      expect(await listed(`?from=${later(6)}`)).toEqual([])
      expect((await close({ date: "2026-02-30" })).data.code).toBe("invalid_date")
      expect((await close({ window_id: "dwin_none" })).data.code).toBe("window_not_found")
      await ask("delete", `/admin/closed-slots/${closed.id}`, admin)
      const again = await ask("delete", `/admin/closed-slots/${closed.id}`, admin)
      expect(again.data.code).toBe("closed_slot_not_found")
      expect(await reasons("delivery")).toContainEqual([first.id, undefined])
      expect((await close()).status).toBe(201)
    })

    describe("a slot's places", () => {
      const timeZone = "Asia/Tashkent"
      const now = new Date("2026-03-08T06:00:00Z")
      let service: DeliveryModuleService
      let window: { id: string }

      beforeEach(async () => {
        service = getContainer().resolve(DELIVERY_MODULE)
        ;[window] = await service.listDeliveryWindows({ start: "13:00" })
        await service.updateDeliveryWindows({ id: window.id, capacity: 3 })
      })
      const wish = () =>
        service.createDeliveries({ method: "delivery", date: "2026-03-09", window_id: window.id })
      const book = (id: string, at = now) => service.book({ delivery_id: id, now: at, timeZone })

      it("are never overbooked by twenty parallel orders", async () => {
        const wishes = await Promise.all(Array.from({ length: 20 }, wish))
        const outcomes = await Promise.all(wishes.map(({ id }) => book(id)))
        expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(3)
        expect(outcomes.filter((outcome) => outcome === "full")).toHaveLength(17)
      })

      it("are kept by their order, and released once", async () => {
        await service.updateDeliveryWindows({ id: window.id, capacity: 1 })
        const [first, second] = [await wish(), await wish()]
        expect(await book(first.id)).toBe("booked")
        expect(await book(first.id)).toBe("booked")
        await service.updateDeliveries({ id: first.id, order_id: "order_1" })
        expect(await book(first.id)).toBe("already_booked")
        expect(await book(second.id)).toBe("full")
        await service.release({ order_id: "order_1" })
        await service.release({ order_id: "order_1" })
        expect((await service.retrieveDelivery(first.id)).status).toBe("released")
        expect(await book(second.id)).toBe("booked")
      })

      it("are free again when the order fails", async () => {
        await service.updateDeliveryWindows({ id: window.id, capacity: 1 })
        const [died, next] = [await wish(), await wish()]
        expect(await book(died.id)).toBe("booked")
        const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
        expect(await book(next.id, later(9))).toBe("full")
        expect(await book(next.id, later(11))).toBe("booked")
        expect(await book(died.id, later(12))).toBe("full")
      })

      it("of express deliveries are taken until the promised time, and never by more than the limit", async () => {
        const express = await service.createDeliveryWindows({
          ...{ start: "09:00", end: "21:00", weekdays: ["7"], methods: "delivery" as const, active: true },
          ...{ capacity: 2, cut_off_minutes: 0, express_minutes: 90 },
        })
        const date = "2026-03-08"
        const wishes = await Promise.all(
          Array.from({ length: 20 }, () =>
            service.createDeliveries({ method: "delivery", date, window_id: express.id, express: true }),
          ),
        )
        const at = new Date("2026-03-08T06:01:00Z")
        const outcomes = await Promise.all(wishes.map(({ id }) => book(id, at)))
        expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(2)
        expect(outcomes.filter((outcome) => outcome === "full")).toHaveLength(18)
        const booked = wishes.filter((_, index) => outcomes[index] === "booked")
        const [first, second] = await service.listDeliveries({ id: booked.map(({ id }) => id) })
        const promise = new Date("2026-03-08T07:35:00Z")
        expect(first).toMatchObject({ starts_at: promise, ends_at: promise })
        await service.updateDeliveries([
          { id: first.id, order_id: "order_first" },
          { id: second.id, order_id: "order_second" },
        ])

        const next = wishes[outcomes.indexOf("full")]
        expect(await book(next.id, new Date("2026-03-08T07:34:00Z"))).toBe("full")
        expect(await book(next.id, new Date("2026-03-08T07:35:00Z"))).toBe("booked")
        await service.release({ delivery_id: next.id })
        await service.release({ order_id: "order_first" })
        expect(await book(next.id, new Date("2026-03-08T07:00:00Z"))).toBe("booked")
        await service.release({ delivery_id: next.id })
        // Opening hours, the price of an ordinary slot, and another day.
        expect(await book(next.id, new Date("2026-03-08T03:59:00Z"))).toBe("cut_off")
        expect(await book(next.id, new Date("2026-03-08T14:31:00Z"))).toBe("cut_off")
        await service.updateDeliveries({ id: next.id, express: false })
        expect(await book(next.id, at)).toBe("gone")
        await service.updateDeliveries({ id: next.id, express: true, date: "2026-03-15" })
        expect(await book(next.id, at)).toBe("cut_off")
        const listed = await listDeliverySlots(getContainer(), {
          ...{ method: "delivery", days: 8, now: at.toISOString() },
        })
        expect(listed.filter(({ express: isExpress }) => isExpress)).toMatchObject([
          { date, start: "12:35", end: "12:35", capacity: 2, left: 1, available: true },
        ])
        await service.deleteDeliveryWindows(express.id)
      })

      it("are refused after the cutoff, on closed days, and in deleted windows", async () => {
        const { id } = await wish()
        expect(await book(id, new Date("2026-03-09T06:31:00Z"))).toBe("cut_off")
        const day = await service.createClosedDays({ date: "2026-03-09" })
        expect(await book(id)).toBe("closed")
        await service.deleteClosedDays(day.id)
        const slot = await service.closeSlot({ date: "2026-03-09", window_id: window.id, reason: null })
        expect(await book(id)).toBe("closed")
        await service.deleteClosedSlots(slot.id)
        await service.updateDeliveryWindows({ id: window.id, methods: "pickup" })
        expect(await book(id)).toBe("gone")
        await service.updateDeliveryWindows({ id: window.id, methods: "both", weekdays: ["7"] })
        expect(await book(id)).toBe("gone")
        await service.softDeleteDeliveryWindows(window.id)
        expect(await book(id)).toBe("gone")
      })
    })
  },
})
