import { photoWait } from "./photo-wait"

const NOW = new Date("2026-11-30T10:00:00Z")
const at = (time: string) => new Date(`2026-11-30T${time}:00Z`)
const SETTINGS = { photoApprovalMinutes: 10, courierReminderMinutes: 45 }

describe("the wait for the buyer's answer to the photo", () => {
  it.each([
    ["ends after the minutes of the shop", at("14:00"), SETTINGS, at("10:10")],
    ["does not need a slot", null, SETTINGS, at("10:10")],
    ["is shorter when the slot ends soon", at("11:04"), SETTINGS, at("10:04")],
    [
      "is shorter when the shop reminds couriers earlier",
      at("11:33"),
      { ...SETTINGS, courierReminderMinutes: 90 },
      at("10:03"),
    ],
    ["is left out when the courier must leave now", at("11:00"), SETTINGS, null],
    ["is left out when the slot is over", at("09:00"), SETTINGS, null],
  ])("%s", (_, ends_at, settings, photo_due_at) => {
    expect(photoWait({ method: "delivery", ends_at }, settings, NOW)).toEqual({
      photo_sent_at: NOW,
      photo_due_at,
    })
  })

  it("is left out for pick-up, but the buyer is asked", () => {
    const wait = photoWait({ method: "pickup", ends_at: at("14:00") }, SETTINGS, NOW)
    expect(wait).toEqual({ photo_sent_at: NOW, photo_due_at: null })
  })

  it("is left out with 0 minutes, and the buyer is not asked", () => {
    const wait = photoWait(
      { method: "delivery", ends_at: null },
      { ...SETTINGS, photoApprovalMinutes: 0 },
      NOW,
    )
    expect(wait).toEqual({ photo_sent_at: null, photo_due_at: null })
  })
})
