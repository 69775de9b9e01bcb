import { dateAt } from "../../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../../lib/shop"
import {
  daysToCover,
  holidaysOf,
  holidayOn,
  planner,
  yearBefore,
  type ForecastBase,
  type PlanInput,
} from "./forecast"

/** A Wednesday. */
const TODAY = "2026-12-02"
const base: ForecastBase = { today: TODAY, since: "2025-01-01", holidays: [], cover_days: 3 }

/** An item of which `sold` says what was sold on some days. */
const item = (sold: Record<string, number>, more: Partial<PlanInput> = {}): PlanInput => ({
  ...{ stocked: 0, reserved: 0, open: new Map(), soldOn: (day) => sold[day] ?? 0 },
  ...{ lead_days: 0, level: null, quantity: null },
  ...more,
})
const plan = (input: PlanInput, more: Partial<ForecastBase> = {}) => planner({ ...base, ...more })(input)

/** What was sold on the Thursdays of the last four weeks, and on a fifth one that does not count. */
const THURSDAYS = {
  "2026-11-26": 10,
  "2026-11-19": 20,
  "2026-11-12": 30,
  "2026-11-05": 40,
  "2026-10-29": 1000,
}

describe("the forecast", () => {
  it("is the mean of the same weekday of the last four weeks, for each day of the period", () => {
    expect(daysToCover(TODAY, 2, 3)).toEqual([
      "2026-12-02",
      "2026-12-03",
      "2026-12-04",
      "2026-12-05",
      "2026-12-06",
    ])
    expect(plan(item(THURSDAYS))).toMatchObject({
      ...{
        sold_by_weekday: [0, 0, 0, 25, 0, 0, 0],
        until: "2026-12-04",
        forecast: 25,
        need: 25,
        proposed: 25,
      },
    })
    // The lead time brings the next Thursday into the period.
    expect(plan(item(THURSDAYS, { lead_days: 6 }))).toMatchObject({ until: "2026-12-10", forecast: 50 })
  })

  it("counts the rest of today only", () => {
    const wednesdays = { "2026-11-25": 8, "2026-11-18": 8, "2026-11-11": 8, "2026-11-04": 8 }
    expect(plan(item(wednesdays)).forecast).toBe(8)
    expect(plan(item({ ...wednesdays, [TODAY]: 5 })).forecast).toBe(3)
    expect(plan(item({ ...wednesdays, [TODAY]: 50 })).forecast).toBe(0)
    // What came back today does not add to what will be sold.
    expect(plan(item({ ...wednesdays, [TODAY]: -5 })).forecast).toBe(8)
  })

  it("does not count weeks before the ledger began", () => {
    const young = { "2026-11-26": 12 }
    expect(plan(item(young), { since: "2026-11-23" }).forecast).toBe(12)
    expect(plan(item(young), { since: "2026-11-17" }).forecast).toBe(6)
    expect(plan(item(young), { since: undefined }).forecast).toBe(0)
  })

  it("multiplies a holiday, or takes what was sold on the date a year before", () => {
    const march = { today: "2027-03-07", holidays: holidaysOf(["03-08=3"]), cover_days: 2 }
    // Mondays.
    const sold = { "2027-03-01": 10, "2027-02-22": 10, "2027-02-15": 10, "2027-02-08": 10, "2026-03-08": 400 }
    expect(plan(item(sold), { ...march, holidays: [] }).forecast).toBe(10)
    expect(plan(item(sold), march).forecast).toBe(30)
    const asLastYear = { ...march, holidays: holidaysOf(["03-08=last-year"]) }
    expect(plan(item(sold), asLastYear).forecast).toBe(400)
    expect(plan(item(sold), { ...asLastYear, since: "2026-03-09" }).forecast).toBe(10)
    // The date with its year comes first.
    expect(plan(item(sold), { ...march, holidays: holidaysOf(["03-08=3", "2027-03-08=1.5"]) }).forecast).toBe(
      15,
    )
    expect(holidayOn("2028-03-08", holidaysOf(["2027-03-08=1.5"]))).toBeUndefined()
    expect([yearBefore("2028-02-29"), yearBefore("2027-03-08")]).toEqual(["2027-02-28", "2026-03-08"])
  })

  it("does not take the sales of a holiday for those of its weekday", () => {
    const sold = { "2027-03-08": 400, "2027-03-01": 10, "2027-02-22": 10, "2027-02-15": 10 }
    const week = { today: "2027-03-14", holidays: holidaysOf(["03-08=3"]), cover_days: 2 }
    expect(plan(item(sold), week).forecast).toBe(10)
    // With nothing but holidays, they are all that is known.
    const all = ["2027-03-08", "2027-03-01", "2027-02-22", "2027-02-15"].map((day) => `${day}=1`)
    expect(plan(item(sold), { ...week, holidays: holidaysOf(all) }).forecast).toBe(107.5)
  })

  it("knows the days of the shop's time zone", () => {
    expect(dateAt(new Date("2026-12-01T18:59:59Z"), TIME_ZONE)).toBe("2026-12-01")
    expect(dateAt(new Date("2026-12-01T19:00:00Z"), TIME_ZONE)).toBe(TODAY)
  })
})

describe("the quantity to order", () => {
  const open = (days: Record<string, number>) => new Map<string | null, number>(Object.entries(days))

  it("is what the need takes beyond the stock, rounded up, and at least the reorder quantity", () => {
    const sold = { "2026-11-26": 9 }
    expect(plan(item(sold))).toMatchObject({ need: 2.25, proposed: 3 })
    expect(plan(item(sold, { stocked: 2 })).proposed).toBe(1)
    expect(plan(item(sold, { stocked: 2, quantity: 50 })).proposed).toBe(50)
    expect(plan(item(sold, { stocked: 3, quantity: 50 })).proposed).toBe(0)
    expect(plan(item(THURSDAYS, { quantity: 10 })).proposed).toBe(25)
  })

  it("counts an order as one of the sales of its day, and what is more than these as well", () => {
    const with40 = (day: string) => item(THURSDAYS, { stocked: 60, reserved: 40, open: open({ [day]: 40 }) })
    // 25 sales of Thursday are among the 40 pieces that are ordered for it.
    expect(plan(with40("2026-12-03"))).toMatchObject({ open_orders: 40, need: 40, free: 20, proposed: 0 })
    expect(plan(with40("2026-12-04"))).toMatchObject({ open_orders: 40, need: 65, proposed: 5 })
    // Orders without a day and of days that have passed are due today.
    expect(plan(with40("2026-11-30"))).toMatchObject({ open_orders: 40, need: 65, proposed: 5 })
    expect(plan(item({}, { open: new Map([[null, 7]]) }))).toMatchObject({ need: 7, proposed: 7 })
  })

  it("counts a preorder on its day: until then it keeps its stock, and what it lacks is not ordered", () => {
    const preorder = (stocked: number) =>
      item(THURSDAYS, { stocked, reserved: 30, open: open({ "2026-12-20": 30 }) })
    expect(plan(preorder(100))).toMatchObject({ open_orders: 0, kept_for_later: 30, free: 70, proposed: 0 })
    expect(plan(preorder(50))).toMatchObject({ kept_for_later: 30, free: 20, need: 25, proposed: 5 })
    expect(plan(preorder(0))).toMatchObject({ kept_for_later: 0, free: -30, need: 25, proposed: 25 })
    const inTime = { ...preorder(0), lead_days: 16 }
    expect(plan(inTime).open_orders).toBe(30)
  })

  it("of a low item is never nothing", () => {
    expect(plan(item({}, { stocked: 20, level: 20, quantity: 50 }))).toMatchObject({
      is_low: true,
      proposed: 50,
    })
    expect(plan(item({}, { stocked: 21, level: 20, quantity: 50 }))).toMatchObject({
      is_low: false,
      proposed: 0,
    })
    expect(plan(item({}, { stocked: 5, level: 20 })).proposed).toBe(16)
    expect(plan(item({}, { stocked: 0, level: 0 })).proposed).toBe(1)
  })
})
