import { listSlots, parseSlotId, slotId, slotOf, timesWithin, type SlotState, type SlotWindow } from "./slots"
import { addDays, dateAt, instantOf, isCalendarDate, weekdayOf } from "./zoned-time"

const timeZone = "Asia/Tashkent"

const morning: SlotWindow = {
  id: "dwin_morning",
  start: "09:00",
  end: "11:00",
  weekdays: ["1", "2", "3", "4", "5", "6"],
  methods: "both",
  capacity: 2,
  cut_off_minutes: 90,
  active: true,
}
const evening: SlotWindow = {
  ...morning,
  id: "dwin_evening",
  start: "19:00",
  end: "21:00",
  methods: "delivery",
}

/** @param now the shop's local time, in UTC+5 */
const state = (now: string, changes: Partial<SlotState> = {}): SlotState => ({
  windows: [evening, morning],
  closed: new Set(),
  taken: new Map(),
  now: new Date(`${now}:00+05:00`),
  timeZone,
  ...changes,
})

describe("conversion between time zones", () => {
  it.each([
    ["2026-03-07T18:59:59Z", "2026-03-07"],
    ["2026-03-07T19:00:00Z", "2026-03-08"],
    ["2026-12-31T20:00:00Z", "2027-01-01"],
  ])("at %s the local day is %s", (instant, date) => {
    expect(dateAt(new Date(instant), timeZone)).toBe(date)
  })

  it.each([
    ["2026-03-08", "00:00", timeZone, "2026-03-07T19:00:00.000Z"],
    ["2026-03-08", "23:30", timeZone, "2026-03-08T18:30:00.000Z"],
    // One hour before and one hour after a daylight saving change.
    ["2026-03-29", "01:30", "Europe/Berlin", "2026-03-29T00:30:00.000Z"],
    ["2026-03-29", "03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25", "03:30", "Europe/Berlin", "2026-10-25T02:30:00.000Z"],
  ])("%s %s in %s is %s", (date, time, zone, instant) => {
    expect(instantOf(date, time, zone).toISOString()).toBe(instant)
  })

  it("adds days and validates dates", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29")
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01")
    expect(weekdayOf("2026-03-08")).toBe(7)
    expect(weekdayOf("2026-03-09")).toBe(1)
    expect(
      ["2026-02-29", "2026-13-01", "08.03.2026", "", "2026-03-08T00", "2026-03-08 "].filter(isCalendarDate),
    ).toEqual([])
    expect(isCalendarDate("2028-02-29")).toBe(true)
  })
})

describe("slot ids", () => {
  it("fit into callback data and can be parsed", () => {
    const id = slotId("2026-03-09", "dwin_01JNXX5Z5ZQ6M8V3B2K7R9T4C1")
    expect(id).toMatch(/^[A-Za-z0-9_.-]{1,50}$/)
    expect(parseSlotId(id)).toEqual({ date: "2026-03-09", windowId: "dwin_01JNXX5Z5ZQ6M8V3B2K7R9T4C1" })
  })

  it.each([
    "",
    "2026-03-09",
    "2026-02-30.dwin_1",
    "2026-03-09.",
    "2026-03-09.a b",
    "x2026-03-09.dwin_1",
    `2026-03-09.${"x".repeat(40)}`,
    "x".repeat(100_000),
  ])("are not parsed from malformed text %#", (text) => expect(parseSlotId(text)).toBeUndefined())
})

describe("a slot", () => {
  // 2026-03-09 is a Monday.
  it.each([
    ["2026-03-09T07:30", "available", undefined],
    ["2026-03-09T07:31", "cut off", "cut_off"],
    ["2026-03-09T12:00", "over", "cut_off"],
    ["2026-03-08T23:59", "available", undefined],
  ])("at %s is %s", (now, _, reason) => {
    const slot = slotOf(morning, "2026-03-09", "delivery", state(now))
    expect([slot.reason, slot.available]).toEqual([reason, !reason])
  })

  it("counts its free places, never below 0", () => {
    const slotWith = (taken: number) =>
      slotOf(
        morning,
        "2026-03-09",
        "pickup",
        state("2026-03-08T10:00", { taken: new Map([["2026-03-09.dwin_morning", taken]]) }),
      )
    expect(slotWith(1)).toMatchObject({ left: 1, available: true })
    expect(slotWith(2)).toMatchObject({ left: 0, available: false, reason: "full" })
    expect(slotWith(5)).toMatchObject({ left: 0, reason: "full" })
  })

  it("converts the window's local times to UTC", () => {
    expect(slotOf(morning, "2026-03-09", "delivery", state("2026-03-08T10:00"))).toEqual({
      id: "2026-03-09.dwin_morning",
      date: "2026-03-09",
      start: "09:00",
      end: "11:00",
      starts_at: "2026-03-09T04:00:00.000Z",
      ends_at: "2026-03-09T06:00:00.000Z",
      method: "delivery",
      express: false,
      capacity: 2,
      left: 2,
      available: true,
    })
  })
})

describe("the list of slots", () => {
  const ids = (...args: Parameters<typeof listSlots>) => listSlots(...args).map((slot) => slot.id)

  it("starts today, in order of time, without closed weekdays and windows of the other method", () => {
    expect(ids("delivery", undefined, 3, state("2026-03-07T22:00"))).toEqual([
      "2026-03-07.dwin_morning",
      "2026-03-07.dwin_evening",
      "2026-03-09.dwin_morning",
      "2026-03-09.dwin_evening",
    ])
    expect(ids("pickup", "2026-03-09", 1, state("2026-03-07T22:00"))).toEqual(["2026-03-09.dwin_morning"])
  })

  it("starts today if the first day is in the past", () => {
    expect(ids("pickup", "2020-01-01", 1, state("2026-03-09T06:00"))).toEqual(["2026-03-09.dwin_morning"])
  })

  it("marks the slots of a closed day, and omits inactive windows", () => {
    const closed = state("2026-03-08T10:00", {
      closed: new Set(["2026-03-09"]),
      windows: [morning, { ...evening, active: false }],
    })
    expect(listSlots("delivery", "2026-03-09", 1, closed)).toMatchObject([
      { available: false, reason: "closed" },
    ])
  })
})

describe("an express delivery", () => {
  const express: SlotWindow = {
    ...morning,
    ...{ id: "dwin_express", start: "09:00", end: "21:00", weekdays: ["7"], methods: "delivery" },
    express_minutes: 90,
  }
  const today = "2026-03-08"
  const at = (now: string, changes: Partial<SlotState> = {}) =>
    slotOf(express, today, "delivery", state(now, { windows: [express], ...changes }))

  it("promises a time, rounded up to five minutes, in its hours", () => {
    expect(at("2026-03-08T09:00")).toMatchObject({
      start: "10:30",
      end: "10:30",
      available: true,
      express: true,
    })
    expect(at("2026-03-08T12:01")).toMatchObject({ start: "13:35", ends_at: "2026-03-08T08:35:00.000Z" })
    expect(at("2026-03-08T08:59").reason).toBe("cut_off")
    expect([at("2026-03-08T19:30").reason, at("2026-03-08T19:31").reason]).toEqual([undefined, "cut_off"])
    expect(at("2026-03-07T12:00").reason).toBe("cut_off")
    const id = slotId(today, express.id)
    expect(at("2026-03-08T12:00", { taken: new Map([[id, 2]]) })).toMatchObject({ reason: "full", left: 0 })
    expect(at("2026-03-08T12:00", { closed: new Set([today]) }).reason).toBe("closed")
  })

  it("is listed on the present day only, and has no exact times", () => {
    const listed = listSlots("delivery", undefined, 15, state("2026-03-08T12:00", { windows: [express] }))
    expect(listed.map(({ date }) => date)).toEqual([today])
    expect(timesWithin(listed[0])).toEqual([])
  })
})

it("offers each half hour of a slot as an exact time", () => {
  const times = (start: string, end: string) => timesWithin({ start, end, express: false })
  expect(times("13:00", "15:00")).toEqual(["13:00", "13:30", "14:00", "14:30", "15:00"])
  expect(times("07:15", "08:20")).toEqual(["07:30", "08:00"])
  expect(times("07:10", "07:20")).toEqual([])
})
