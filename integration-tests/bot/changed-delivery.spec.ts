import { createAdmin } from "../support/admin"
import { label, saying } from "../support/labels"
import { AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS } from "./support"
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
})
