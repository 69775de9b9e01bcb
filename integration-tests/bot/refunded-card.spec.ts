import { configurePayme, newTransactionId, paymeClient } from "../payments/payme-support"
import { ordersByPayme } from "./checkout-support"
import { words } from "./shopper-support"
import { AZIZA, botSuite } from "./support"
import { price, saying } from "../support/labels"

configurePayme()

botSuite("the card of an order that is canceled", ({ telegram, container, api }) => {
  const within = 60_000
  const charge = { amount: 28_000_000, account: { order_id: "1" } }

  it("announces the refund of a paid order", async () => {
    const aziza = telegram().person(AZIZA)
    await ordersByPayme(container(), aziza)
    const payme = paymeClient(api)
    const id = newTransactionId()
    await payme("CreateTransaction", { id, time: Date.now(), ...charge })
    expect(await payme("PerformTransaction", { id })).toMatchObject({ result: { state: 2 } })
    await aziza.sees(saying("payment.card_paid", { number: 1 }), { within, anyTime: true })
    expect(await payme("CancelTransaction", { id, reason: 5 })).toMatchObject({ result: { state: -2 } })
    const card = await aziza.sees(saying("payment.card_canceled_paid", { total: price(280_000) }), {
      within,
      anyTime: true,
    })
    expect(words(card)).toMatch(saying("payment.card_canceled_paid", { number: 1 }))
    expect(words(card)).not.toMatch(saying("payment.card_canceled"))
  })

  it("says that an unpaid order needs no payment", async () => {
    const aziza = telegram().person(AZIZA)
    await ordersByPayme(container(), aziza)
    await aziza.taps(saying("orders.cancel"))
    await aziza.taps(saying("common.yes"))
    await aziza.sees(saying("payment.card_canceled", { number: 1 }), { within, anyTime: true })
  })
})
