import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import type { TelegramPage } from "./telegram-page"
import { label, pattern, saying } from "../support/labels"

const personOf = (part: string) => storyPeople.find((person) => person.part === part)?.id ?? 0

export const SHOPPER = personOf("shopper")
export const FLORIST = personOf("florist")
export const COURIER = personOf("courier")
export const [FLORISTS_CHANNEL, COURIERS_GROUP] = storyChats.map(({ id }) => id)

/** Points in the story at which a caller may inspect the screen. */
export type Scene =
  "catalog" | "product" | "zones" | "slots" | "summary" | "confirmation" | "offer" | "work" | "delivered"
type Look = (scene: Scene, page: TelegramPage) => Promise<void>
const lookAway: Look = () => Promise.resolve()

export type Wishes = {
  /** A category of the catalogue, and a bouquet in it. */
  category?: RegExp
  bouquet?: RegExp
  address?: string
  /** The label of the payment method; cash by default. */
  payButton?: RegExp
  look?: Look
}

/** Opens a person's own chat with the bot, presses Start and chooses Russian. */
export async function entersTheShop(page: TelegramPage, person: number): Promise<void> {
  await page.open(person, person)
  await page.page.getByTestId("start").click()
  await page.tap(label("common.language_russian"))
  await page.sees(label("common.menu"))
}

/**
 * Places an order for the shopper from the catalogue.
 * @returns the order's number
 */
export async function buysBouquet(page: TelegramPage, wishes: Wishes = {}): Promise<number> {
  const {
    category = /Букеты · \d/,
    bouquet = /^1$/,
    payButton = saying("checkout.pay_pp_system_default"),
    look = lookAway,
  } = wishes
  await page.tap(label("common.menu_catalog"))
  await page.tap(category)
  await page.sees(/^1\. /m)
  await look("catalog", page)
  await page.tap(bouquet)
  await page.sees(saying("catalog.contents"))
  await look("product", page)
  await page.tap(saying("catalog.add_to_cart"))
  await page.sees(saying("catalog.added"))
  await page.tap(label("catalog.checkout"))
  await entersAddressAndSlot(page, wishes.address ?? "ул. Навои 12, кв. 5", look)
  await look("summary", page)
  await page.tap(payButton)
  const confirmation = await page.sees(
    pattern`${saying("checkout.placed", { number: /\d+/ })}|${saying("payment.card", { number: /\d+/ })}`,
  )
  await look("confirmation", page)
  return Number(/№(\d+)/.exec(await confirmation.innerText())?.[1])
}

async function entersAddressAndSlot(page: TelegramPage, address: string, look: Look): Promise<void> {
  await page.tap(label("checkout.method_me"))
  await page.sees(label("checkout.ask_phone_me"))
  await pressesKey(page, label("checkout.send_contact"))
  await page.page.getByTestId("confirm").getByRole("button", { name: "Share" }).click()
  await page.sees(label("checkout.ask_address"))
  await page.say(address)
  await page.sees(label("checkout.ask_zone"))
  await look("zones", page)
  await page.tap(/Центр Бухары/i)
  await page.sees(label("checkout.ask_slot"))
  await look("slots", page)
  await page.tap(/🕐 \d/)
  await page.sees(label("checkout.summary"))
}

/** Accepts an order in the channel, and reads its details in the private chat. */
export async function acceptsOrder(page: TelegramPage, number: number, look = lookAway): Promise<void> {
  await page.open(FLORIST, FLORISTS_CHANNEL)
  await page.sees(label("workshop.card_offered", { number }))
  await look("offer", page)
  await page.tap(label("workshop.do_accept"))
  await page.sees(saying("workshop.card_accepted", { number }))
  await page.openChat(FLORIST)
  await page.sees(label("workshop.work_accepted", { number }))
  await look("work", page)
}

/** Marks the bouquet as ready and sends its photo. */
export async function marksReady(page: TelegramPage, number: number, picture: Buffer): Promise<void> {
  await page.openChat(FLORIST)
  await page.tap(label("workshop.do_mark_ready"))
  await page.sees(saying("workshop.ask_photo"))
  const file = { name: "bouquet.png", mimeType: "image/png", buffer: picture }
  await page.page.getByTestId("photo-input").setInputFiles(file)
  await page.page.getByTestId("photo-dialog").getByRole("button", { name: "Send" }).click()
  await page.sees(saying("workshop.done_mark_ready", { number }))
}

/** Claims a delivery in the couriers' group and starts it. */
export async function takesDelivery(page: TelegramPage, number: number): Promise<void> {
  await page.open(COURIER, COURIERS_GROUP)
  await page.sees(label("workshop.courier_card_free", { number }))
  await page.tap(label("workshop.do_take_delivery"))
  await page.sees(saying("workshop.courier_card_taken", { number }))
  await page.openChat(COURIER)
  await page.sees(saying("workshop.work_taken"))
  await page.tap(label("workshop.do_pick_up"))
  // In the evening the first slot is tomorrow's.
  const early = saying("workshop.ask_leave_early", { number })
  const next = await page.sees(pattern`${early}|${saying("workshop.work_on_the_way")}`)
  if (early.test(await next.innerText())) {
    await page.tap(label("workshop.leave_now"))
  }
  await page.sees(saying("workshop.work_on_the_way"))
}

export async function delivers(page: TelegramPage, number: number): Promise<void> {
  await page.openChat(COURIER)
  await page.tap(label("workshop.do_deliver"))
  await page.tap(saying("workshop.cash_taken"))
  await page.sees(saying("workshop.card_delivered", { number }))
}

async function pressesKey(page: TelegramPage, label: string): Promise<void> {
  await page.page.getByTestId("reply-keyboard").getByRole("button", { name: label }).click()
}
