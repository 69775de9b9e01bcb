import { createAdmin } from "../support/admin"
import { openChange } from "../../src/bot/features/change-order/buttons"
import type { TextKey } from "../../src/bot/ui/texts"
import { cardToAdd } from "../../src/workflows/order-edits/greeting-card"
import { label, pattern, price, saying } from "../support/labels"
import { billOf } from "../support/order-edits"
import { AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, JASUR } from "./support"
import { enters, labels, placeOrder, words } from "./workshop-support"

botSuite("a changed delivery", ({ telegram, container, api }) => {
  const within = 60_000

  it("reaches the florist, the courier and the shopper, from Medusa's page and from the shop's form", async () => {
    const [aziza, dilnoza, bobur] = [AZIZA, DILNOZA, BOBUR].map((id) => telegram().person(id))
    await Promise.all([enters(aziza), enters(dilnoza), enters(bobur)])
    const admin = await createAdmin(container())
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))

    const core = await api.post(
      `/admin/orders/${order.orderId}`,
      { shipping_address: { address_1: "ул. Навои 12, кв. 5" } },
      admin.options,
    )
    expect(core.status).toBe(200)
    const notice = await dilnoza.sees(saying("workshop.delivery_changed", { number: order.number }), {
      within,
      anyTime: true,
    })
    expect(labels(notice)).toEqual([label("notices.order")])
    await dilnoza.sees(/ул. Навои 12, кв. 5/, { within, anyTime: true })
    await aziza.sees(saying("notices.delivery_changed", { number: order.number }), { within, anyTime: true })
    await aziza.taps(saying("notices.order"))
    expect(words(await aziza.sees(saying("orders.order", { number: order.number })))).toContain(
      "ул. Навои 12, кв. 5",
    )

    await api.post(`/admin/orders/${order.orderId}/assignment/mark_ready`, {}, admin.options)
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    expect(words(await bobur.sees(saying("workshop.work_taken")))).toContain("ул. Навои 12, кв. 5")
    const form = await api.get(`/admin/orders/${order.orderId}/delivery`, admin.options)
    const own = await api.post(
      `/admin/orders/${order.orderId}/delivery`,
      { recipient_phone: "+998935551122", slot_id: form.data.slots[0].id },
      admin.options,
    )
    expect(own.status).toBe(200)
    await bobur.sees(saying("workshop.delivery_changed", { number: order.number }), { within, anyTime: true })
    await bobur.sees(/\+998 93 555 11 22/, { within, anyTime: true })
  })

  it("is changed by the shopper until a courier has it, and the florist reads what changed", async () => {
    const [aziza, jasur, dilnoza, bobur] = [AZIZA, JASUR, DILNOZA, BOBUR].map((id) => telegram().person(id))
    await Promise.all([enters(aziza), enters(jasur), enters(dilnoza), enters(bobur)])
    const { orderId, number } = await placeOrder(container(), AZIZA, { card_text: null })
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    const changes = async (part: TextKey) => {
      await aziza.taps(saying("change.open"))
      await aziza.sees(saying("change.ask", { number }))
      await aziza.taps(saying(part))
    }
    const floristReads = (...parts: TextKey[]) =>
      dilnoza.sees(
        saying("workshop.delivery_changed", { number, what: parts.map((one) => label(one)).join(", ") }),
        { within, anyTime: true },
      )
    await aziza.sends("/status")
    await aziza.sees(saying("orders.order", { number }))
    const before = await billOf(container(), orderId)

    await changes("checkout.edit_slot_id")
    await aziza.sees(saying("checkout.ask_slot"))
    await aziza.taps(/^🕐/)
    await aziza.sees(saying("change.done"))
    await floristReads("notices.part_slot")

    await changes("checkout.edit_address")
    await aziza.sees(saying("change.ask_address"))
    await aziza.sends("ул. Навои 12, кв. 5")
    const zones = words(await aziza.sees(saying("checkout.ask_zone")))
    expect(zones).toContain(`+${price(10_000)}`)
    await aziza.taps(/^2$/)
    const total = before.total + 10_000
    await aziza.sees(saying("change.dearer", { amount: price(10_000), total: price(total) }))
    expect(await billOf(container(), orderId)).toEqual(before)
    await aziza.taps(saying("change.agree"))
    const screen = words(await aziza.sees(saying("change.done")))
    expect(screen).toContain("ул. Навои 12, кв. 5")
    expect(screen).toContain(price(total))
    expect(await billOf(container(), orderId)).toMatchObject({ total, pending: total })
    await floristReads("notices.part_address")
    await aziza.sees(saying("notices.changed_total", { number, total: price(total) }), {
      within,
      anyTime: true,
    })

    await aziza.sends("/status")
    await changes("checkout.edit_card_text")
    await aziza.sees(pattern`${saying("change.ask_card")}[^]*${saying("checkout.card_costs")}`)
    await aziza.sends("С днём рождения!")
    const { amount } = await cardToAdd(container(), orderId)
    expect(amount).toBeGreaterThan(0)
    await aziza.sees(saying("change.card", { amount: price(amount), total: price(total + amount) }))
    expect(await billOf(container(), orderId)).toMatchObject({ total })
    await aziza.taps(saying("change.agree"))
    expect(words(await aziza.sees(saying("change.done")))).toContain("С днём рождения!")
    expect(await billOf(container(), orderId)).toMatchObject({ total: total + amount })
    await floristReads("notices.part_card")
    await dilnoza.sees(pattern`${/Открытка/}[^]*${"С днём рождения!"}`, { within, anyTime: true })
    await aziza.sees(saying("notices.changed", { number }), { within, anyTime: true })

    await aziza.sends("/status")
    await changes("change.recipient")
    await aziza.sees(saying("change.ask_name"))
    await aziza.sends("Нигора")
    await aziza.sees(saying("change.ask_phone"))
    await aziza.sends("12")
    await aziza.sees(saying("errors.invalid_phone"))
    await aziza.sends("93 555 11 22")
    expect(words(await aziza.sees(saying("change.done")))).toMatch(/Нигора.*\+998 93 555 11 22/)
    await floristReads("notices.part_recipient")

    const old = await aziza.screen()
    const forged = openChange.pack({ orderId })
    await jasur.forges(forged, { message_id: (await jasur.screen())?.message_id ?? 0 })
    await jasur.sees(saying("orders.not_found"))
    const admin = await createAdmin(container())
    await api.post(`/admin/orders/${orderId}/assignment/mark_ready`, {}, admin.options)
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS, within })
    await bobur.sees(saying("workshop.work_taken"))
    await aziza.forges(forged, { message_id: old?.message_id ?? 0 })
    const refused = await aziza.sees(saying("change.too_late"))
    expect(words(refused)).toMatch(saying("change.with_courier"))
    expect(labels(refused)).not.toContain(label("change.open"))
  })
})
