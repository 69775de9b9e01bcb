import { isMonthFirst, momentIn, zoneIn } from "./moments"

const TASHKENT = "Asia/Tashkent"
/** 21 November 2026, 14:05 and 00:00 in Tashkent. */
const [AFTERNOON, MIDNIGHT] = ["2026-11-21T09:05:00.000Z", "2026-11-20T19:00:00.000Z"]

describe("momentIn", () => {
  it.each([
    "21.11.2026 14:05:33",
    "21.11.26 14:05",
    "21/11/2026 14:05",
    "21-11-2026 14:05",
    "2026-11-21 14:05:33.123",
    "2026/11/21 14:05",
    "20261121140533",
    "21 ноября 2026 г., 14:05",
    "21-ноя-2026 14:05",
    "21 Nov 2026 2:05 PM",
    "Nov 21, 2026, 2:05 PM",
    "21-noyabr 2026 14:05",
    "2026-yil 21-noyabr 14:05",
    "46347,5868",
    "\u200e21.11.2026\u00a014:05",
    "٢١.١١.٢٠٢٦ ١٤:٠٥",
    '="21.11.2026 14:05"',
    "2026-11-21T09:05:33Z",
    "2026-11-21T14:05:33+05:00",
    "21.11.2026 09:05 UTC",
    "21.11.2026 12:05 (МСК)",
    "1795251900",
    "1795251900000",
  ])("reads %s", (cell) => expect(momentIn(cell, "", TASHKENT)?.toISOString()).toBe(AFTERNOON))

  it.each(["21.11.2026", "21.11.26", "2026-11-21", "20261121", "46347", "21 ноября 2026", "21-may 2026"])(
    "reads the day %s",
    (cell) =>
      expect(momentIn(cell, "", TASHKENT)?.toISOString()).toBe(
        cell.includes("may") ? "2026-05-20T19:00:00.000Z" : MIDNIGHT,
      ),
  )

  it.each([
    ["21.11.2026", "14:05"],
    ["21.11.2026", "14.05.33"],
    ["21.11.2026 0:00:00", "14:05"],
    ["20261121", "140533"],
    ["46347", "0,5868"],
    ["2026-11-21", "2:05 PM"],
  ])("reads %s with the time %s", (date, time) =>
    expect(momentIn(date, time, TASHKENT)?.toISOString()).toBe(AFTERNOON),
  )

  it.each([
    "",
    "вчера",
    "31.11.2026",
    "21.13.2026",
    "21.11.2026 25:00",
    "21.11.2026 abc",
    "120 000",
    "#####",
  ])("does not read %j", (cell) => expect(momentIn(cell, "", TASHKENT)).toBeUndefined())

  it("uses the zone of the header, and the order of day and month that the column shows", () => {
    expect(zoneIn("created (utc)")).toBe(0)
    expect(zoneIn("дата (utc+5)")).toBe(300)
    expect(zoneIn("дата, мск")).toBe(180)
    expect(zoneIn("дата")).toBeUndefined()
    expect(momentIn("21.11.2026 12:05", "", 180)?.toISOString()).toBe(AFTERNOON)
    expect(isMonthFirst(["01/02/2026", "11/21/2026"])).toBe(true)
    expect(isMonthFirst(["01/02/2026", "21/11/2026"])).toBe(false)
    expect(momentIn("11/21/2026 14:05", "", TASHKENT, true)?.toISOString()).toBe(AFTERNOON)
  })
})
