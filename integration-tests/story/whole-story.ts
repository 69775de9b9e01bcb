import type { Language } from "../../src/lib/shop"
import { ADMINS, AZIZA, BOBUR, botSuite, CHANNEL, COURIERS, DILNOZA, FLORISTS } from "../bot/support"
import { leavesShop, PHOTO } from "../bot/workshop-support"
import { wordsIn } from "./labels"
import { flowers, labels, Scene, textOf, ZILOLA } from "./play"
import { changesSince, statesOf, type OrderRecord, type Stock } from "./records"

const AZIZA_PHONE = "+998 90 123 45 01"

/** The order's titles in Medusa, by the order's language. */
const TITLES: Record<Language, string> = { ru: "Розовое облако", uz: "Pushti bulut" }

/** The main story in one language: from /start to the delivery, and a repeated order. */
export function tellStory(language: Language): void {
  botSuite(`from /start to delivered (${language})`, (shop) => {
    it("delivers a bouquet to someone else with correct Medusa records at each step, then repeats the order", async () => {
      const scene = await Scene.begin(shop, language)
      await scene.staffComesIn()
      await scene.ownerBindsChats()
      const before = await scene.records.stock()

      const order = await firstOrder(scene)
      await everyoneIsNotified(scene, order, before)
      await accepted(scene, order, before)
      await ready(scene, order, before)
      await onItsWay(scene, order, before)
      await delivered(scene, order, before)
      await nothingLeaked(scene)
      await repeated(scene, order, before)
      await giftAgain(scene)
    })

    it("takes an order for the shopper in at most ten taps, with one typed answer beside /start", async () => {
      const scene = await Scene.begin(shop, language)
      const { aziza } = scene
      const words = scene.words()
      await scene.comesIn(aziza)
      await scene.opensBouquet()
      await aziza.taps(words.orderAtOnce)
      await aziza.taps(words.toMe)
      await aziza.sees(words.askOwnPhone)
      await aziza.pressesKeyboard(words.sendContact)
      await aziza.sees(words.askAddress)
      await aziza.sends(words.address)
      await aziza.taps(words.zone)
      await aziza.sees(words.askSlot)
      await aziza.taps(words.hours)
      await aziza.sees(words.summary)
      await aziza.taps(words.payForMe)
      await aziza.sees(words.placed)
      expect(aziza.tapCount).toBeLessThanOrEqual(10)
      expect(aziza.typedCount).toBeLessThanOrEqual(2)

      const order = await scene.records.newest()
      expect(order).toMatchObject({
        status: "pending",
        total: 280_000,
        shipping_address: { first_name: "Aziza", last_name: "Karimova", phone: "+998901234501" },
        customer: { first_name: "Aziza", last_name: "Karimova", phone: "+998901234501" },
      })
      expect(order.shipping_address.address_1).toBe(words.address)
    })
  })
}

/** Aziza's first order, in at most 12 taps and 4 typed answers including /start. */
async function firstOrder(scene: Scene): Promise<OrderRecord> {
  const { aziza } = scene
  const words = scene.words()
  await scene.comesIn(aziza)
  await scene.picksBouquet()
  const summary = await scene.entersDelivery()
  expect(textOf(summary)).toMatch(words.total)
  expect(textOf(summary)).toContain(`🎁 ${ZILOLA.name}, ${ZILOLA.phoneAsWritten}`)
  expect(textOf(summary)).toContain(`📍 ${words.address}`)
  expect(await scene.records.orders()).toEqual([])
  await aziza.taps(words.pay)
  const placed = await aziza.sees(words.placed)
  expect(textOf(placed)).toMatch(words.payment)
  expect(textOf(placed)).toMatch(words.payAtShop)
  expect(textOf(placed)).toContain(words.address)
  expect(aziza.tapCount).toBeLessThanOrEqual(12)
  expect(aziza.typedCount).toBeLessThanOrEqual(4)
  return scene.records.newest()
}

async function everyoneIsNotified(scene: Scene, order: OrderRecord, before: Stock): Promise<void> {
  const { aziza, dilnoza, madina, records } = scene
  const words = scene.words()
  expect(order).toMatchObject({
    display_id: 1,
    currency_code: "uzs",
    total: 280_000,
    item_total: 260_000,
    shipping_total: 20_000,
    items: [{ product_title: TITLES[scene.language], variant_title: "S", quantity: 1, unit_price: 260_000 }],
    shipping_address: {
      first_name: "Zilola",
      last_name: "Karimova",
      phone: ZILOLA.phone,
      address_1: words.address,
      country_code: "uz",
    },
    // The giver's own phone, not the recipient's.
    customer: { first_name: "Aziza", last_name: "Karimova", phone: "+998901234501" },
    sales_channel: { name: "Telegram" },
    payment_collections: [
      {
        status: "authorized",
        amount: 280_000,
        payments: [{ provider_id: "pp_system_default", amount: 280_000 }],
      },
    ],
  })
  expect(order.shipping_methods[0].name).toContain(words.zoneName)
  expect(statesOf(order)).toEqual({
    order: "pending",
    payment: "authorized",
    fulfillment: "not_fulfilled",
    captured: 0,
    fulfillments: 0,
  })
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: 0, reserved: 1 }))
  expect(await records.assignment(order.id)).toMatchObject({
    assignment: { status: "offered", florist_name: null, courier_name: null },
    delivery: {
      method: "delivery",
      status: "booked",
      recipient_name: ZILOLA.name,
      recipient_phone: ZILOLA.phone,
      giver_phone: "+998901234501",
      address: words.address,
    },
    transitions: [{ action: "open", to: "offered" }],
  })

  const card = await dilnoza.sees(words.offered, { in: FLORISTS })
  expect(textOf(card)).toMatch(words.stems)
  expect(labels(card).some((label) => words.accept.test(label))).toBe(true)
  expect(labels(card).some((label) => words.decline.test(label))).toBe(true)
  await madina.sees(words.newOrder, { in: ADMINS })
  await scene.everythingIsSent()
  expect(await scene.sent(COURIERS, words.free)).toBe(0)
  await aziza.seesNot(words.acceptedNotice)
}

async function accepted(scene: Scene, { id }: OrderRecord, before: Stock): Promise<void> {
  const { aziza, dilnoza, records } = scene
  const words = scene.words()
  const won = await dilnoza.taps(words.accept, { in: FLORISTS })
  expect(won.text).toMatch(words.accepted)
  const details = textOf(await dilnoza.sees(words.work))
  for (const secret of [ZILOLA.name, ZILOLA.phoneAsWritten, words.address]) {
    expect(details).toContain(secret)
  }
  const card = await dilnoza.sees(words.beingMade, { in: FLORISTS })
  expect(labels(card)).toEqual([])
  await aziza.sees(words.acceptedNotice)

  expect(statesOf(await records.order(id))).toEqual({
    order: "pending",
    payment: "authorized",
    fulfillment: "fulfilled",
    captured: 0,
    fulfillments: 1,
  })
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: -1, reserved: 0 }))
  expect((await records.assignment(id)).assignment).toMatchObject({
    status: "accepted",
    florist_name: "Dilnoza Rahimova",
  })
}

async function ready(scene: Scene, { id }: OrderRecord, before: Stock): Promise<void> {
  const { aziza, dilnoza, bobur, records } = scene
  const words = scene.words()
  await dilnoza.taps(words.ready)
  await dilnoza.sees(words.askPhoto)
  await dilnoza.sendsPhoto(PHOTO)
  await dilnoza.sees(words.isReady)
  const notice = await aziza.sees(words.readyNotice)
  expect(notice.photo).toBeDefined()
  expect(textOf(notice)).toMatch(words.payAtShop)
  expect((await aziza.taps(words.like)).text).toMatch(words.photoLiked)
  await dilnoza.sees(words.waitsForCourier, { in: FLORISTS })
  const card = await bobur.sees(words.free, { in: COURIERS })
  expect(card.photo).toBeDefined()
  expect(textOf(card)).toMatch(words.giverPays)
  expect(textOf(card)).toMatch(words.gift)

  expect(statesOf(await records.order(id))).toMatchObject({ fulfillment: "fulfilled", payment: "authorized" })
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: -1, reserved: 0 }))
  expect((await records.assignment(id)).assignment).toMatchObject({
    status: "ready",
    photo_file_id: expect.any(String),
  })
}

async function onItsWay(scene: Scene, { id }: OrderRecord, before: Stock): Promise<void> {
  const { aziza, dilnoza, bobur, records } = scene
  const words = scene.words()
  const won = await bobur.taps(words.take, { in: COURIERS })
  expect(won.text).toMatch(words.taken)
  const details = textOf(await bobur.sees(words.fetch))
  for (const part of [ZILOLA.name, ZILOLA.phoneAsWritten, words.address]) {
    expect(details).toContain(part)
  }
  expect(details).toMatch(words.gift)
  expect(details).toContain(AZIZA_PHONE)
  expect(labels(await bobur.sees(words.takenBy, { in: COURIERS }))).toEqual([])
  expect((await records.assignment(id)).assignment).toMatchObject({
    status: "ready",
    courier_name: "Bobur Aliyev",
  })

  // A courier cannot leave before the giver has paid, and never asks the recipient for money.
  expect(labels(await bobur.sees(words.fetch)).some((label) => words.leave.test(label))).toBe(false)
  await scene.giverPays()
  expect(textOf(await bobur.sees(words.paid))).toMatch(words.gift)
  await leavesShop(bobur, scene.language)
  await aziza.sees(words.onTheWayNotice)
  await bobur.sees(words.onTheWay, { in: COURIERS })
  await dilnoza.sees(words.onTheWay, { in: FLORISTS })
  const order = await records.order(id)
  expect(statesOf(order)).toEqual({
    order: "pending",
    payment: "captured",
    fulfillment: "shipped",
    captured: 1,
    fulfillments: 1,
  })
  expect(order.fulfillments[0].shipped_at).not.toBeNull()
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: -1, reserved: 0 }))
}

async function delivered(scene: Scene, { id }: OrderRecord, before: Stock): Promise<void> {
  const { aziza, dilnoza, bobur, records } = scene
  const words = scene.words()
  await bobur.taps(words.deliver)
  await aziza.sees(words.thanks)
  await dilnoza.sees(words.isDelivered, { in: FLORISTS })
  await bobur.sees(words.isDeliveredBy, { in: COURIERS })
  await scene.everythingIsSent()

  const order = await records.order(id)
  expect(statesOf(order)).toEqual({
    order: "completed",
    payment: "captured",
    fulfillment: "delivered",
    captured: 1,
    fulfillments: 1,
  })
  expect(order.fulfillments[0].delivered_at).not.toBeNull()
  expect(order.payment_collections[0]).toMatchObject({ status: "completed", amount: 280_000 })
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: -1, reserved: 0 }))
  const { assignment, transitions } = await records.assignment(id)
  expect(assignment.status).toBe("delivered")
  expect(transitions.map(({ action, actor_name }) => [action, actor_name])).toEqual([
    ["open", null],
    ["accept", "Dilnoza Rahimova"],
    ["mark_ready", "Dilnoza Rahimova"],
    ["approve_photo", expect.stringContaining("Aziza")],
    ["take_delivery", "Bobur Aliyev"],
    ["receive_cash", "Dilnoza Rahimova"],
    ["pick_up", "Bobur Aliyev"],
    ["deliver", "Bobur Aliyev"],
  ])
}

/** Only the shopper can still see the recipient's data. */
async function nothingLeaked(scene: Scene): Promise<void> {
  const secrets = [ZILOLA.name, ZILOLA.phone, ZILOLA.phoneAsWritten, scene.words().address]
  for (const chat of [FLORISTS, COURIERS, ADMINS, CHANNEL]) {
    const written = await scene.writtenTo(chat)
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
  }
  for (const person of [scene.dilnoza, scene.bobur]) {
    const seen = (await person.messages()).filter(({ from }) => !from.is_me).map(textOf)
    expect(secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([])
  }
  const words = scene.words()
  for (const [chat, what] of [
    [AZIZA, words.acceptedNotice],
    [AZIZA, words.readyNotice],
    [AZIZA, words.onTheWayNotice],
    [AZIZA, words.thanks],
    [FLORISTS, words.offered],
    [COURIERS, words.free],
    [ADMINS, words.newOrder],
    [DILNOZA, words.work],
    [BOBUR, words.fetch],
  ] as const) {
    expect({ chat, what, sent: await scene.sent(chat, what) }).toEqual({ chat, what, sent: 1 })
  }
}

/** Repeats the order from the final message in three taps. */
async function repeated(scene: Scene, first: OrderRecord, before: Stock): Promise<void> {
  const { aziza, records } = scene
  const taps = aziza.tapCount
  const typed = aziza.typedCount
  const words = wordsIn(scene.language, 2)
  await aziza.taps(words.repeat)
  const slots = await aziza.sees(words.askSlot)
  expect(textOf(slots)).toMatch(words.repeated)
  await aziza.taps(words.hours)
  await aziza.sees(words.summary)
  await aziza.taps(words.pay)
  await aziza.sees(words.placed)
  expect(aziza.tapCount - taps).toBe(3)
  expect(aziza.typedCount - typed).toBe(0)

  const again = await records.newest()
  const { items, shipping_address: address } = first
  expect(again).toMatchObject({
    display_id: 2,
    total: 280_000,
    items: items.map(({ product_title, variant_title, quantity, unit_price }) => ({
      product_title,
      variant_title,
      quantity,
      unit_price,
    })),
    shipping_address: { first_name: address.first_name, phone: address.phone, address_1: address.address_1 },
    sales_channel: { name: "Telegram" },
  })
  expect(again.id).not.toBe(first.id)
  expect(statesOf(again)).toMatchObject({
    order: "pending",
    payment: "authorized",
    fulfillment: "not_fulfilled",
  })
  expect(changesSince(before, await records.stock())).toEqual(flowers({ stocked: -1, reserved: 1 }))
  await scene.dilnoza.sees(words.offered, { in: FLORISTS })
}

/** Sends a bouquet to the same person: six taps from the menu to the order, and nothing typed. */
async function giftAgain(scene: Scene): Promise<void> {
  const { aziza, records } = scene
  const words = wordsIn(scene.language, 3)
  await aziza.sends("/start")
  await aziza.sees(words.welcome)
  const taps = aziza.tapCount
  const typed = aziza.typedCount
  await scene.opensBouquet()
  await aziza.taps(words.giftAgain)
  await aziza.sees(words.askSlot)
  await aziza.taps(words.hours)
  const summary = textOf(await aziza.sees(words.summary))
  expect(summary).toContain(`🎁 ${ZILOLA.name}, ${ZILOLA.phoneAsWritten}`)
  expect(summary).toContain(`📍 ${words.address}`)
  await aziza.taps(words.pay)
  await aziza.sees(words.placed)
  expect(aziza.tapCount - taps).toBeLessThanOrEqual(6)
  expect(aziza.typedCount - typed).toBe(0)
  expect(await records.newest()).toMatchObject({
    total: 280_000,
    shipping_address: { first_name: "Zilola", phone: ZILOLA.phone, address_1: words.address },
  })
}
