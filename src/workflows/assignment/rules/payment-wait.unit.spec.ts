import { isPaymentAwaited } from "./payment-wait"

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`)
const due = at("10:15")

describe("an unpaid order", () => {
  it("stays open until its payment window ends", () => {
    const wait = { due, inProgressUntil: undefined, cutOff: null }
    expect(isPaymentAwaited({ ...wait, now: at("10:14") })).toBe(true)
    expect(isPaymentAwaited({ ...wait, now: due })).toBe(false)
    expect(isPaymentAwaited({ ...wait, now: at("10:16") })).toBe(false)
  })

  it("stays open during its window even if its delivery slot has passed", () => {
    expect(isPaymentAwaited({ due, now: at("10:10"), inProgressUntil: undefined, cutOff: at("10:00") })).toBe(
      true,
    )
  })

  it("stays open after its window while a gateway processes a payment", () => {
    const wait = { due, inProgressUntil: at("22:00"), cutOff: null }
    expect(isPaymentAwaited({ ...wait, now: at("12:00") })).toBe(true)
    expect(isPaymentAwaited({ ...wait, now: at("22:00") })).toBe(false)
    expect(isPaymentAwaited({ ...wait, inProgressUntil: "open", now: at("23:00") })).toBe(true)
  })

  it("does not wait for a gateway after the cut-off of its delivery slot", () => {
    const wait = { due, inProgressUntil: at("22:00"), cutOff: at("13:00") }
    expect(isPaymentAwaited({ ...wait, now: at("12:59") })).toBe(true)
    expect(isPaymentAwaited({ ...wait, now: at("13:00") })).toBe(false)
    expect(isPaymentAwaited({ ...wait, inProgressUntil: "open", now: at("13:01") })).toBe(false)
  })
})
