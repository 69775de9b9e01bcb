import { afterQuiet, awakeTime, isQuiet, lastNight } from "./quiet-hours"

/** A time in Tashkent, which is five hours ahead of UTC. */
const at = (time: string) => new Date(`2026-11-${time}:00+05:00`)
const HOURS = "22:00-08:00"
const MINUTE = 60_000

describe("quiet hours", () => {
  it("begin in the evening and end in the morning of the shop's time zone", () => {
    expect(
      ["21T21:59", "21T22:00", "22T03:00", "22T07:59", "22T08:00"].map((time) => isQuiet(at(time), HOURS)),
    ).toEqual([false, true, true, true, false])
    expect(lastNight(at("22T12:00"), HOURS)).toEqual({ from: at("21T22:00"), until: at("22T08:00") })
  })

  it("may lie in one day, or be off", () => {
    expect(isQuiet(at("21T13:30"), "13:00-14:00")).toBe(true)
    expect(isQuiet(at("21T03:00"), "13:00-14:00")).toBe(false)
    expect([isQuiet(at("21T03:00"), "off"), isQuiet(at("21T03:00"), "08:00-08:00")]).toEqual([false, false])
    expect(lastNight(at("21T03:00"), "off")).toBeUndefined()
  })

  it("do not count as waiting, and move a time to the opening", () => {
    expect(awakeTime(at("21T21:50"), at("22T08:05"), HOURS)).toBe(15 * MINUTE)
    expect(awakeTime(at("21T23:00"), at("22T08:15"), HOURS)).toBe(15 * MINUTE)
    expect(awakeTime(at("21T12:00"), at("21T12:20"), HOURS)).toBe(20 * MINUTE)
    expect(awakeTime(at("21T23:00"), at("22T08:15"), "off")).toBe(555 * MINUTE)
    expect(afterQuiet(at("22T07:30"), HOURS)).toEqual(at("22T08:00"))
    expect(afterQuiet(at("22T09:30"), HOURS)).toEqual(at("22T09:30"))
  })
})
