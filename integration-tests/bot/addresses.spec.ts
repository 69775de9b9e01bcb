import { AZIZA, botSuite, JASUR } from "./support"
import { putIntoCart } from "./checkout-support"
import { comesIn, dataBehind, words } from "./shopper-support"

botSuite("saved addresses", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("are added as text or as a location, and deleted", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(/Мои адреса/)
    await shopper.sees(/Сохранённых адресов пока нет/)
    await shopper.taps(/Добавить адрес/)
    await shopper.sees(/Напишите улицу/)
    await shopper.sends("ул")
    await shopper.sees(/Этого мало/)
    await shopper.sends("<b>ул. Мустакиллик</b> 7; DROP TABLE customer_address")
    expect(words(await shopper.sees(/Адрес сохранён/))).toContain("1. <b>ул. Мустакиллик</b> 7; DROP TABLE")
    await shopper.taps(/Добавить адрес/)
    await shopper.sees(/Напишите улицу/)
    await shopper.pressesKeyboard(/геопозицию/)
    await shopper.sees(/Место нашли/)
    await shopper.sends("ул. Навои 12, зелёные ворота")
    await shopper.sees(/1\. ул. Навои 12, зелёные ворота/)

    await shopper.taps(/🗑 <b>ул/)
    await shopper.sees(/Убрать этот адрес\?/)
    await shopper.taps(/🗑 Убрать/)
    const left = words(await shopper.sees(/Адрес убран/))
    expect(left).toMatch(/1\. ул. Навои 12/)
    expect(left).not.toMatch(/Мустакиллик/)
  })

  it("are visible only to their owner", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(/Мои адреса/)
    await shopper.taps(/Добавить адрес/)
    await shopper.sees(/Напишите улицу/)
    await shopper.sends("ул. Навои 12, кв. 5")
    await shopper.sees(/Адрес сохранён/)
    const remove = await dataBehind(telegram(), /🗑 ул. Навои/)

    const stranger = jasur()
    await comesIn(stranger, "uz")
    for (const data of [remove, remove.replace("addrrm:", "addrrmyes:")]) {
      await stranger.sends("/menu")
      const { message_id } = await stranger.sees(/Nimadan boshlaymiz/)
      await stranger.forges(data, { message_id })
      expect(words(await stranger.sees(/roʻyxatda endi yoʻq/))).not.toMatch(/Навои/)
    }
    await shopper.sends("/addresses")
    await shopper.sees(/1\. ул. Навои 12, кв. 5/)
  })

  it("with a location find their delivery zone automatically", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/addresses")
    await shopper.taps(/Добавить адрес/)
    await shopper.sees(/Напишите улицу/)
    await shopper.pressesKeyboard(/геопозицию/)
    await shopper.sees(/Место нашли/)
    await shopper.sends("ул. Навои 12")
    await shopper.sees(/Адрес сохранён/)
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    await shopper.taps(/Оформить/)
    await shopper.taps(/Привезите мне/)
    await shopper.sees(/По какому номеру/)
    await shopper.pressesKeyboard(/мой номер/)
    await shopper.taps(/📍 ул. Навои 12/)
    await shopper.taps(/🕐 \d/)
    expect(words(await shopper.sees(/Проверьте заказ/))).toMatch(/по центру/)
  })
})
