import { botSuite, DILNOZA, FLORISTS } from "../bot/support"
import { eventually } from "../support/eventually"
import { GATEWAYS, onPayPage, StandIns } from "../support/stand-ins"
import { labels, Scene, textOf } from "./play"
import { statesOf } from "./records"
import { price, saying } from "../support/labels"

jest.setTimeout(600_000)

const standIns = new StandIns()
const within = 60_000

botSuite(
  "paying online in the bot",
  (shop) => {
    beforeAll(() => standIns.serve(shop.container(), shop.api.defaults.baseURL))
    beforeEach(() => standIns.forget())
    afterAll(() => standIns.close())

    /** Places an order with this payment method: it awaits payment. */
    async function ordersBy(way: string) {
      const scene = await Scene.begin(shop)
      const { aziza } = scene
      await scene.comesIn(aziza, scene.dilnoza)
      await scene.picksBouquet()
      await scene.entersDelivery()
      await aziza.taps(new RegExp(`${way}.* · 280.000`))
      const card = await aziza.sees(saying("payment.card", { number: 1, total: price(280_000) }), { within })
      const [pay] = card.buttons?.flat() ?? []
      return { scene, card, payPage: pay.url ?? "", order: await scene.records.newest() }
    }

    it.each(GATEWAYS)(
      "$name: the florists see an order once it is paid, and the refund returns the money",
      async ({ name, provider, button: way }) => {
        const { scene, card, payPage, order } = await ordersBy(way)
        const { aziza, dilnoza, records } = scene
        const words = scene.words()
        const states = async () => statesOf(await records.order(order.id))
        expect(payPage).toContain(standIns.url)

        expect(await onPayPage(payPage, "decline")).toMatchObject({ state: "declined" })
        await scene.everythingIsSent()
        expect(await scene.sent(FLORISTS, /№1/)).toBe(0)
        expect(await states()).toMatchObject({ order: "pending", captured: 0 })

        expect(await onPayPage(payPage, "pay")).toMatchObject({ state: "paid" })
        await dilnoza.sees(words.offered, { in: FLORISTS, within })
        const total = price(280_000)
        const settled = await aziza.sees(saying("payment.card_paid", { number: 1, total }), { within })
        expect(settled.message_id).toBe(card.message_id)
        expect(labels(settled)).toEqual([])
        await scene.everythingIsSent()
        const after = (await aziza.messages()).filter(({ message_id }) => message_id > card.message_id)
        expect(after.map(textOf)).toEqual([
          expect.stringMatching(saying("notices.paid", { number: 1, total })),
        ])
        expect(await states()).toMatchObject({ order: "pending", payment: "captured", captured: 1 })
        const [payment] = (await records.order(order.id)).payment_collections[0].payments
        expect(payment).toMatchObject({ provider_id: provider, amount: 280_000 })

        await givesBack(name, { scene, payPage, orderId: order.id })
        await eventually(async () => expect(await states()).toMatchObject({ payment: "refunded" }), within)
        await scene.everythingIsSent()
      },
    )

    type Paid = { scene: Scene; payPage: string; orderId: string }

    /** Refunds where staff do it: in Payme's cabinet, for other gateways in Medusa's admin. */
    async function givesBack(gateway: string, { scene, payPage, orderId }: Paid): Promise<void> {
      if (gateway === "Payme") {
        expect(await onPayPage(payPage, "refund")).toMatchObject({ state: "refunded" })
        expect(
          textOf(
            await scene.dilnoza.sees(saying("workshop.card_canceled", { number: 1 }), {
              in: FLORISTS,
              within,
            }),
          ),
        ).toBeTruthy()
        return
      }
      await scene.records.refund(orderId)
    }

    it("a payment after its time limit takes no money, and the next attempt pays the order", async () => {
      const { scene, payPage, order } = await ordersBy("Payme")
      expect(await onPayPage(payPage, "come_late")).toMatchObject({ state: "expired" })
      expect(statesOf(await scene.records.order(order.id))).toMatchObject({ order: "pending", captured: 0 })
      expect(await onPayPage(payPage, "pay")).toMatchObject({ state: "paid" })
      await scene.dilnoza.sees(scene.words().offered, { in: FLORISTS, within })
    })

    it("two payments from two tabs pay an order once", async () => {
      const { scene, payPage, order } = await ordersBy("Payme")
      const { state, page } = await onPayPage(payPage, "pay_twice")
      expect(state).toBe("paid")
      expect(page).toContain("Заказ уже оплачен")
      await scene.dilnoza.sees(scene.words().offered, { in: FLORISTS, within })
      expect(statesOf(await scene.records.order(order.id))).toMatchObject({
        payment: "captured",
        captured: 1,
      })
      expect(await scene.sent(DILNOZA, /№1/)).toBe(0)
    })
  },
  { environment: () => standIns.start(), allowLocalUrls: true },
)
