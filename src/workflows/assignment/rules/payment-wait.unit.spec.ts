import { waitsOn } from "./payment-wait"

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`)
const due = at("10:15")

describe("an unpaid order", () => {
  it("waits for its payment window, to the last moment and not longer", () => {
    const wait = { due, inProgressUntil: undefined, cutOff: null }
    expect(waitsOn({ ...wait, now: at("10:14") })).toBe(true)
    expect(waitsOn({ ...wait, now: due })).toBe(false)
    expect(waitsOn({ ...wait, now: at("10:16") })).toBe(false)
  })

  it("waits within its window even when its slot is over: whoever pays now is told by staff", () => {
    expect(waitsOn({ due, now: at("10:10"), inProgressUntil: undefined, cutOff: at("10:00") })).toBe(true)
  })

  it("waits beyond its window for a gateway that is at work, until that one gives up", () => {
    const wait = { due, inProgressUntil: at("22:00"), cutOff: null }
    expect(waitsOn({ ...wait, now: at("12:00") })).toBe(true)
    expect(waitsOn({ ...wait, now: at("22:00") })).toBe(false)
    expect(waitsOn({ ...wait, inProgressUntil: "open", now: at("23:00") })).toBe(true)
  })

  it("waits for no gateway once its slot can no longer be kept", () => {
    const wait = { due, inProgressUntil: at("22:00"), cutOff: at("13:00") }
    expect(waitsOn({ ...wait, now: at("12:59") })).toBe(true)
    expect(waitsOn({ ...wait, now: at("13:00") })).toBe(false)
    expect(waitsOn({ ...wait, inProgressUntil: "open", now: at("13:01") })).toBe(false)
  })
})
