import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import type { TelegramPage } from "./telegram-page"

const personOf = (part: string) => storyPeople.find((person) => person.part === part)?.id ?? 0

export const SHOPPER = personOf("shopper")
export const FLORIST = personOf("florist")
export const COURIER = personOf("courier")
export const [FLORISTS_CHANNEL, COURIERS_GROUP] = storyChats.map(({ id }) => id)

/** Points in the story at which a caller may inspect the screen. */
export type Scene = "catalog" | "product" | "summary" | "confirmation" | "offer" | "work" | "delivered"
type Look = (scene: Scene, page: TelegramPage) => Promise<void>
const lookAway: Look = () => Promise.resolve()

export type Wishes = {
  /** A category of the catalogue, and a bouquet in it. */
  shelf?: RegExp
  bouquet?: RegExp
  address?: string
  /** The label of the payment method; cash by default. */
  way?: RegExp
  look?: Look
}

/** Opens a person's own chat with the bot, presses Start and chooses Russian. */
export async function entersTheShop(page: TelegramPage, person: number): Promise<void> {
  await page.open(person, person)
  await page.page.getByTestId("start").click()
  await page.tap("Русский")
  await page.sees("С чего начнём?")
}

/**
 * Places an order for the shopper from the catalogue.
 * @returns the order's number
 */
export async function buysBouquet(page: TelegramPage, wishes: Wishes = {}): Promise<number> {
  const { shelf = /Букеты · \d/, bouquet = /^1\. /, way = /При получении/, look = lookAway } = wishes
  await page.tap("Каталог")
  await page.tap(shelf)
  await page.sees(/^1\. /m)
  await look("catalog", page)
  await page.tap(bouquet)
  await page.sees("Внутри:")
  await look("product", page)
  await page.tap("В корзину")
  await page.sees("Уже в корзине")
  await page.tap("Оформить заказ")
  await entersAddressAndSlot(page, wishes.address ?? "ул. Навои 12, кв. 5")
  await look("summary", page)
  await page.tap(way)
  const confirmation = await page.sees(/Заказ №\d+ (принят|ждёт оплаты)/)
  await look("confirmation", page)
  return Number(/№(\d+)/.exec(await confirmation.innerText())?.[1])
}

async function entersAddressAndSlot(page: TelegramPage, address: string): Promise<void> {
  await page.tap("Привезите мне")
  await page.sees("По какому номеру позвонить")
  await pressesKey(page, "Отправить мой номер")
  await page.page.getByTestId("confirm").getByRole("button", { name: "Share" }).click()
  await page.sees("Куда привезти?")
  await page.say(address)
  await page.tap(/по центру/i)
  await page.sees("Когда привезти?")
  await page.tap(/🕐 \d/)
  await page.sees("Проверьте заказ")
}

/** Accepts an order in the channel, and reads its details in the private chat. */
export async function acceptsOrder(page: TelegramPage, number: number, look = lookAway): Promise<void> {
  await page.open(FLORIST, FLORISTS_CHANNEL)
  await page.sees(`Заказ №${number} — кто возьмёт?`)
  await look("offer", page)
  await page.tap("Беру")
  await page.sees(new RegExp(`Заказ №${number} — собирает`))
  await page.openChat(FLORIST)
  await page.sees(`Заказ №${number} — ваш!`)
  await look("work", page)
}

/** Marks the bouquet as ready and sends its photo. */
export async function marksReady(page: TelegramPage, number: number, picture: Buffer): Promise<void> {
  await page.openChat(FLORIST)
  await page.tap("Готово")
  await page.sees("Пришлите фото")
  const file = { name: "bouquet.png", mimeType: "image/png", buffer: picture }
  await page.page.getByTestId("photo-input").setInputFiles(file)
  await page.page.getByTestId("photo-dialog").getByRole("button", { name: "Send" }).click()
  await page.sees(new RegExp(`Заказ №${number} готов`))
}

/** Claims a delivery in the couriers' group and starts it. */
export async function takesDelivery(page: TelegramPage, number: number): Promise<void> {
  await page.open(COURIER, COURIERS_GROUP)
  await page.sees(`Заказ №${number} — готов, кто отвезёт?`)
  await page.tap("Везу я")
  await page.sees(`Заказ №${number} — забирает`)
  await page.openChat(COURIER)
  await page.sees("Заберите букет в магазине")
  await page.tap("В путь")
  await page.sees("вы везёте")
}

export async function delivers(page: TelegramPage, number: number): Promise<void> {
  await page.openChat(COURIER)
  await page.tap("Доставлено")
  await page.sees(`Заказ №${number} — доставлен`)
}

async function pressesKey(page: TelegramPage, label: string): Promise<void> {
  await page.page.getByTestId("reply-keyboard").getByRole("button", { name: label }).click()
}
