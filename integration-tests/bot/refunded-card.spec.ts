import { configurePayme, newTransactionId, paymeClient } from "../payments/payme-support"
import { ordersByPayme } from "./checkout-support"
import { words } from "./shopper-support"
import { AZIZA, botSuite } from "./support"

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
    await aziza.sees(/Заказ №1 оплачен/, { within, anyTime: true })
    expect(await payme("CancelTransaction", { id, reason: 5 })).toMatchObject({ result: { state: -2 } })
    const card = await aziza.sees(/280.000 сум возвращаем тем же способом/, { within, anyTime: true })
    expect(words(card)).toMatch(/Заказ №1 отменён/)
    expect(words(card)).not.toMatch(/Оплачивать/)
  })

  it("says that an unpaid order needs no payment", async () => {
    const aziza = telegram().person(AZIZA)
    await ordersByPayme(container(), aziza)
    await aziza.taps(/Отменить заказ/)
    await aziza.taps(/Да/)
    await aziza.sees(/Заказ №1 отменён\s+Оплачивать его больше не нужно/, { within, anyTime: true })
  })
})
