import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { configurePayme, newTransactionId, offerPayme, paymeClient } from "../payments/payme-support"
import { goesToCheckout, tellsAll } from "./checkout-support"
import { words } from "./shopper-support"
import { AZIZA, botSuite } from "./support"

configurePayme()

botSuite("the card of an order that is canceled", ({ telegram, container, api }) => {
  const within = 60_000
  const charge = { amount: 28_000_000, account: { order_id: "1" } }

  const ordersByPayme = async () => {
    const aziza = telegram().person(AZIZA)
    const query = container().resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "region", fields: ["id"] })
    await offerPayme(container(), { region_id: data[0].id })
    await goesToCheckout(container(), aziza)
    await tellsAll(aziza)
    await aziza.taps(/Payme · 280.000/)
    await aziza.sees(/Заказ №1 ждёт оплаты/, { within })
    return aziza
  }

  it("says that the money of a paid one goes back", async () => {
    const aziza = await ordersByPayme()
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

  it("says of one that was not paid that it need not be", async () => {
    const aziza = await ordersByPayme()
    await aziza.taps(/Отменить заказ/)
    await aziza.taps(/Да/)
    await aziza.sees(/Заказ №1 отменён\s+Оплачивать его больше не нужно/, { within, anyTime: true })
  })
})
