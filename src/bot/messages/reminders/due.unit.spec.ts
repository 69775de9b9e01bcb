import { DEFAULT_SETTINGS } from "../../../lib/settings"
import { dueReminders, reminderNumber, type Waiting } from "./due"

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`)

const order = (more: Partial<Waiting>): Waiting => ({
  status: "offered",
  method: "delivery",
  florist_id: null,
  courier_id: null,
  offered_at: at("08:00"),
  accepted_at: null,
  taken_at: null,
  picked_up_at: null,
  photo_due_at: null,
  updated_at: at("08:00"),
  starts_at: at("13:00"),
  ends_at: at("15:00"),
  ...more,
})

const kinds = (waiting: Waiting, time: string) =>
  dueReminders(waiting, DEFAULT_SETTINGS, at(time)).map(({ kind }) => kind)

describe("due reminders of staff", () => {
  it("reminds of an order that nobody accepts: first the florists, later the owner, nobody after one day", () => {
    expect(kinds(order({}), "08:14")).toEqual([])
    expect(kinds(order({}), "08:15")).toEqual(["accept"])
    expect(kinds(order({}), "08:30")).toEqual(["accept", "alarm"])
    expect(kinds(order({ offered_at: new Date("2026-11-20T08:00:00Z") }), "08:00")).toEqual([])
  })

  it("reminds of the slot of an unfinished bouquet from one hour before its start to its end", () => {
    const accepted = order({ status: "accepted", florist_id: "florist", accepted_at: at("09:00") })
    expect(kinds(accepted, "11:59")).toEqual([])
    expect(kinds(accepted, "12:00")).toEqual(["florist"])
    expect(kinds(accepted, "14:59")).toEqual(["florist"])
    expect(kinds(accepted, "15:00")).toEqual([])
    expect(kinds({ ...accepted, status: "ready", method: "pickup" }, "14:30")).toEqual([])
  })

  it("does not remind a member who took the order more than ten minutes after the reminder was due", () => {
    const accepted = order({ status: "accepted", florist_id: "florist" })
    expect(kinds({ ...accepted, accepted_at: at("12:10") }, "12:30")).toEqual(["florist"])
    expect(kinds({ ...accepted, accepted_at: at("12:11") }, "12:30")).toEqual([])
  })

  it("reminds the courier of the order of the end of the slot, or all couriers when there is none", () => {
    const ready = order({ status: "ready", updated_at: at("12:00") })
    expect(kinds(ready, "14:14")).toEqual([])
    expect(kinds(ready, "14:15")).toEqual(["no_courier"])
    const taken = { ...ready, courier_id: "courier", taken_at: at("13:00") }
    expect(kinds(taken, "14:15")).toEqual(["courier"])
    expect(kinds({ ...taken, status: "out_for_delivery" }, "14:15")).toEqual(["courier"])
    expect(kinds({ ...taken, status: "delivered" }, "14:15")).toEqual([])
    expect(kinds({ ...ready, updated_at: at("14:30") }, "14:40")).toEqual([])
  })

  it("counts from the promised time of an express delivery, and from an exact time", () => {
    const promised = { starts_at: at("14:35"), ends_at: at("14:35") }
    const accepted = order({
      ...promised,
      status: "accepted",
      florist_id: "florist",
      accepted_at: at("13:10"),
    })
    expect(kinds(accepted, "13:34")).toEqual([])
    expect(kinds(accepted, "13:35")).toEqual(["florist"])
    expect(kinds(accepted, "14:35")).toEqual([])
    const taken = order({ ...promised, status: "ready", courier_id: "courier", taken_at: at("13:40") })
    expect([kinds(taken, "13:49"), kinds(taken, "13:50")]).toEqual([[], ["courier"]])
    expect([kinds(taken, "14:34"), kinds(taken, "14:35")]).toEqual([["courier"], []])
  })

  it("reminds of an order without a slot only while it waits for acceptance", () => {
    const slotless = order({ starts_at: null, ends_at: null })
    expect(kinds(slotless, "08:15")).toEqual(["accept"])
    expect(kinds({ ...slotless, status: "ready" }, "14:30")).toEqual([])
  })

  it("counts from the opening what came or falls due in the quiet hours", () => {
    // 8:00 in Tashkent is 3:00 UTC.
    const night = order({ offered_at: new Date("2026-11-20T19:00:00Z") })
    expect(kinds(night, "03:14")).toEqual([])
    expect(kinds(night, "03:15")).toEqual(["accept"])
    expect(kinds(night, "03:30")).toEqual(["accept", "alarm"])
    const early = order({
      status: "accepted",
      florist_id: "florist",
      accepted_at: at("03:05"),
      starts_at: at("03:30"),
      ends_at: at("05:30"),
    })
    expect(kinds(early, "02:59")).toEqual([])
    expect(kinds(early, "03:06")).toEqual(["florist"])
  })

  it("reminds of an open change at growing intervals", () => {
    const hours = [0.1, 10 / 60, 0.9, 1, 4, 12, 24, 47, 48, 95, 96, 192]
    expect(hours.map((age) => reminderNumber(age * 3_600_000))).toEqual([
      undefined,
      0,
      0,
      1,
      2,
      3,
      4,
      4,
      5,
      5,
      6,
      7,
    ])
  })
})
