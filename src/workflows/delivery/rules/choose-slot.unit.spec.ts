import { errorCode } from "../../../lib/errors"
import { slotId, type SlotState, type SlotWindow } from "../../../modules/delivery/slots"
import { chooseSlot, slotAsChosen, slotError } from "./choose-slot"

const morning: SlotWindow = {
  id: "dwin_morning",
  start: "09:00",
  end: "11:00",
  weekdays: ["1", "2", "3", "4", "5", "6", "7"],
  methods: "both",
  capacity: 1,
  cut_off_minutes: 60,
  active: true,
}
const evening: SlotWindow = { ...morning, id: "dwin_evening", start: "19:00", methods: "delivery" }
const counter: SlotWindow = { ...morning, id: "dwin_counter", start: "12:00", methods: "pickup" }

const TODAY = "2026-11-21"
const TOMORROW = "2026-11-22"

/** The current time is 22:00 today in the shop's time zone (UTC+5). */
const slots = (changes: Partial<SlotState> = {}): SlotState => ({
  windows: [evening, counter, morning],
  closed: new Set(),
  taken: new Map(),
  now: new Date(`${TODAY}T17:00:00Z`),
  timeZone: "Asia/Tashkent",
  ...changes,
})

const choice = (
  id: string,
  method: "delivery" | "pickup" | null = "delivery",
  changes?: Partial<SlotState>,
) => {
  try {
    return chooseSlot(id, method, slots(changes))
  } catch (error) {
    return errorCode(error)
  }
}

describe("choosing a slot", () => {
  it("gives its day, window and hours", () => {
    expect(choice(`${TOMORROW}.dwin_morning`)).toEqual({
      date: TOMORROW,
      window_id: "dwin_morning",
      starts_at: new Date(`${TOMORROW}T04:00:00Z`),
      ends_at: new Date(`${TOMORROW}T06:00:00Z`),
      express: false,
      exact_time: null,
    })
  })

  it.each([
    "",
    "tomorrow",
    `${TOMORROW}.dwin_unknown`,
    "2026-11-31.dwin_morning",
    `x${TOMORROW}.dwin_morning`,
  ])("rejects the id %j", (id) => expect(choice(id)).toBe("invalid_slot"))

  it("allows no day after the last one", () => {
    const lastDay = "2027-11-21"
    expect(choice("2027-11-21.dwin_morning", "delivery", { lastDay })).toMatchObject({ date: lastDay })
    expect(choice("2027-11-22.dwin_morning", "delivery", { lastDay })).toBe("invalid_slot")
  })

  it("must fit a method of the window; any method while none is chosen", () => {
    expect(choice(`${TOMORROW}.dwin_evening`, "pickup")).toBe("invalid_slot")
    expect(choice(`${TOMORROW}.dwin_counter`, "delivery")).toBe("invalid_slot")
    expect(choice(`${TOMORROW}.dwin_counter`, null)).toMatchObject({ window_id: "dwin_counter" })
    expect(choice(`${TOMORROW}.dwin_evening`, null)).toMatchObject({ window_id: "dwin_evening" })
  })

  it("fails with the reason of an unavailable slot", () => {
    const id = slotId(TOMORROW, morning.id)
    expect(choice(id, "delivery", { taken: new Map([[id, 1]]) })).toBe("slot_full")
    expect(choice(id, "delivery", { now: new Date(`${TOMORROW}T03:30:00Z`) })).toBe("slot_cut_off")
    expect(choice(id, "delivery", { closed: new Set([TOMORROW]) })).toBe("slot_closed")
    expect(slotError("full").message).toBe("This delivery slot is full.")
    expect(slotError("cut_off").message).toBe("It is too late for this delivery slot.")
    expect(slotError("closed").message).toBe("The shop is closed on that day.")
    expect(() => chooseSlot("", null, slots())).toThrow("There is no such delivery slot.")
  })
})

describe("the chosen slot", () => {
  const chosen = { method: "delivery" as const, date: TOMORROW, window_id: morning.id, express: false }

  it("has its current state, even if it is not available", () => {
    expect(slotAsChosen(chosen, slots())).toMatchObject({ date: TOMORROW, available: true })
    const full = slots({ taken: new Map([[slotId(TOMORROW, morning.id), 1]]) })
    expect(slotAsChosen(chosen, full)).toMatchObject({ date: TOMORROW, reason: "full" })
  })

  it("is null without a day, a window or a method of the window", () => {
    expect(slotAsChosen({ ...chosen, date: null }, slots())).toBeNull()
    expect(slotAsChosen({ ...chosen, window_id: null }, slots())).toBeNull()
    expect(slotAsChosen({ ...chosen, method: "pickup", window_id: evening.id }, slots())).toBeNull()
    expect(slotAsChosen({ ...chosen, window_id: counter.id }, slots())).toBeNull()
    expect(slotAsChosen({ ...chosen, method: null, window_id: counter.id }, slots())).not.toBeNull()
    expect(slotAsChosen({ ...chosen, method: null, window_id: evening.id }, slots())).not.toBeNull()
  })
})
