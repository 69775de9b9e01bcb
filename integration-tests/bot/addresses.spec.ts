import { AZIZA, botSuite, JASUR } from "./support"
import { putIntoCart } from "./checkout-support"
import { comesIn, dataBehind, words } from "./shopper-support"
import { saying } from "../support/labels"

botSuite("saved addresses", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("are added as text or as a location, and deleted", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_addresses"))
    await shopper.sees(saying("checkout.addresses_none"))
    await shopper.taps(saying("checkout.address_add"))
    await shopper.sees(saying("checkout.address_ask"))
    await shopper.sends("ул")
    await shopper.sees(saying("errors.invalid_address"))
    await shopper.sends("<b>ул. Мустакиллик</b> 7; DROP TABLE customer_address")
    expect(words(await shopper.sees(saying("checkout.address_added")))).toContain(
      "1. <b>ул. Мустакиллик</b> 7; DROP TABLE",
    )
    await shopper.taps(saying("checkout.address_add"))
    await shopper.sees(saying("checkout.address_ask"))
    await shopper.pressesKeyboard(saying("checkout.send_location"))
    await shopper.sees(saying("checkout.address_ask_name"))
    await shopper.sends("ул. Навои 12, зелёные ворота")
    await shopper.sees(/1\. ул. Навои 12, зелёные ворота/)

    await shopper.taps(/🗑 <b>ул/)
    await shopper.sees(saying("checkout.address_ask_remove"))
    await shopper.taps(saying("checkout.address_remove_yes"))
    const left = words(await shopper.sees(saying("checkout.address_removed")))
    expect(left).toMatch(/1\. ул. Навои 12/)
    expect(left).not.toMatch(/Мустакиллик/)
  })

  it("are visible only to their owner", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_addresses"))
    await shopper.taps(saying("checkout.address_add"))
    await shopper.sees(saying("checkout.address_ask"))
    await shopper.sends("ул. Навои 12, кв. 5")
    await shopper.sees(saying("checkout.address_added"))
    const remove = await dataBehind(telegram(), /🗑 ул. Навои/)

    const stranger = jasur()
    await comesIn(stranger, "uz")
    for (const data of [remove, remove.replace("addrrm:", "addrrmyes:")]) {
      await stranger.sends("/menu")
      const { message_id } = await stranger.sees(saying("common.menu", {}, "uz"))
      await stranger.forges(data, { message_id })
      expect(words(await stranger.sees(saying("checkout.address_gone", {}, "uz")))).not.toMatch(/Навои/)
    }
    await shopper.sends("/addresses")
    await shopper.sees(/1\. ул. Навои 12, кв. 5/)
  })

  it("with a location find their delivery zone automatically", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/addresses")
    await shopper.taps(saying("checkout.address_add"))
    await shopper.sees(saying("checkout.address_ask"))
    await shopper.pressesKeyboard(saying("checkout.send_location"))
    await shopper.sees(saying("checkout.address_ask_name"))
    await shopper.sends("ул. Навои 12")
    await shopper.sees(saying("checkout.address_added"))
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    await shopper.taps(saying("checkout.method_me"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.taps(/📍 ул. Навои 12/)
    await shopper.taps(/🕐 \d/)
    expect(words(await shopper.sees(saying("checkout.summary")))).toMatch(/Центр Бухары/)
  })
})
