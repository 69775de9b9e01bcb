import { SandboxClient, type SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { MessageView } from "../../packages/sandbox/telegram/control-types"
import type { Language } from "../../src/lib/shop"
import {
  ADMINS,
  AZIZA,
  BOBUR,
  COURIERS,
  DILNOZA,
  FLORISTS,
  JASUR,
  MADINA,
  MARINA,
  type BotSuite,
} from "../bot/support"
import {
  eventually,
  labels,
  outboxIsEmpty,
  PHOTO,
  words as textOf,
  workshopOf,
  leavesShop,
} from "../bot/workshop-support"
import { forgetCatalog } from "../../src/bot/catalog/cache"
import { wordsIn, type Words } from "./labels"
import { pattern } from "../support/labels"
import { tapsListed } from "../support/product-list"
import { Records, type OrderRecord, type Stock } from "./records"

export { eventually, labels, textOf }

/** Timeout in ms, for a slow machine. */
const TIMEOUT_MS = 60_000

/** The story's recipient. Her data differs from the bot's example texts, so that a search for leaks is reliable. */
export const ZILOLA = {
  name: "Zilola Karimova",
  typedPhone: "93 765 43 21",
  phone: "+998937654321",
  phoneAsWritten: "+998 93 765 43 21",
}

/** The items of the story's bouquet: "Pink cloud", small. */
const KIT = { "ROSE-PINK-50": 9, "GYPSOPHILA-WHITE": 1, "WRAP-FILM": 1 }

/** The story's stock changes as [stocked, reserved], from the changes per bouquet. */
export function flowers(bouquets: { stocked: number; reserved: number }): Stock {
  return Object.fromEntries(
    Object.entries(KIT).map(([sku, count]) => [sku, [bouquets.stocked * count, bouquets.reserved * count]]),
  )
}

/** The story's people and Medusa's records. Each test begins with the freshly seeded shop. */
export class Scene {
  /** The shoppers who gave their own phone. */
  private readonly givers = new Set<number>()

  private constructor(
    readonly shop: BotSuite,
    readonly language: Language,
    readonly aziza: SandboxPerson,
    readonly jasur: SandboxPerson,
    readonly dilnoza: SandboxPerson,
    readonly marina: SandboxPerson,
    readonly bobur: SandboxPerson,
    readonly madina: SandboxPerson,
    readonly telegram: SandboxClient,
    readonly records: Records,
    readonly begun: number,
  ) {}

  static async begin(shop: BotSuite, language: Language = "ru"): Promise<Scene> {
    forgetCatalog()
    const telegram = new SandboxClient(shop.sandbox().url, TIMEOUT_MS)
    const [aziza, jasur, dilnoza, marina, bobur, madina] = [AZIZA, JASUR, DILNOZA, MARINA, BOBUR, MADINA].map(
      (id) => telegram.person(id),
    )
    const records = await Records.of(shop.api, shop.container())
    return new Scene(
      shop,
      language,
      aziza,
      jasur,
      dilnoza,
      marina,
      bobur,
      madina,
      telegram,
      records,
      Date.now(),
    )
  }

  words(number = 1): Words {
    return wordsIn(this.language, number)
  }

  /** Presses Start and chooses the story's language. */
  async comesIn(...people: SandboxPerson[]): Promise<void> {
    const { language, welcome } = this.words()
    await Promise.all(
      people.map(async (person) => {
        await person.sends("/start")
        await person.taps(language)
        await person.sees(welcome)
      }),
    )
  }

  /** All staff members press Start. */
  staffComesIn(): Promise<void> {
    return this.comesIn(this.dilnoza, this.marina, this.bobur, this.madina)
  }

  /** The owner binds each chat to its purpose. The shop then uses her language there. */
  async ownerBindsChats(): Promise<void> {
    const { madina } = this
    const { bind } = this.words()
    await madina.sends("/bind florists", { in: FLORISTS })
    await madina.taps(bind.yes)
    await madina.sees(bind.florists, { in: FLORISTS })
    await madina.sends("/bind couriers", { in: COURIERS })
    await madina.sees(bind.couriers, { in: COURIERS })
    await madina.sends("/bind admin", { in: ADMINS })
    await madina.sees(bind.admin, { in: ADMINS })
  }

  /** Goes from the menu to the bouquet's card. */
  async opensBouquet(shopper: SandboxPerson = this.aziza): Promise<void> {
    const words = this.words()
    await shopper.taps(words.catalog)
    await shopper.taps(words.bouquets)
    await tapsListed(shopper, words.bouquet)
  }

  /** Goes from the menu through the cart to the question about the recipient. */
  async picksBouquet(shopper: SandboxPerson = this.aziza): Promise<void> {
    const words = this.words()
    await this.opensBouquet(shopper)
    await shopper.taps(words.toCart)
    await shopper.taps(words.checkout)
  }

  /** Goes from that question to the summary, with delivery to Zilola. The bot asks for the shopper's own phone once. */
  async entersDelivery(shopper: SandboxPerson = this.aziza): Promise<MessageView> {
    const words = this.words()
    await shopper.taps(words.toOther)
    await shopper.sees(pattern`${words.askName}|${words.askSavedName}`)
    await shopper.sends(ZILOLA.name)
    await shopper.sees(words.askPhone)
    await shopper.sends(ZILOLA.typedPhone)
    await shopper.sees(words.askAddress)
    await shopper.sends(words.address)
    await shopper.taps(words.zone)
    await shopper.sees(words.askSlot)
    await shopper.taps(words.hours)
    if (!this.givers.has(shopper.id)) {
      this.givers.add(shopper.id)
      await shopper.sees(words.askGiverPhone)
      await shopper.pressesKeyboard(words.sendContact)
    }
    await shopper.sees(words.askCard)
    await shopper.taps(words.noCard)
    return shopper.sees(words.summary)
  }

  /** Places a whole cash order, from the menu on. */
  async orders(shopper: SandboxPerson = this.aziza, number = 1): Promise<OrderRecord> {
    await this.picksBouquet(shopper)
    await this.entersDelivery(shopper)
    await shopper.taps(this.words().pay)
    await shopper.sees(this.words(number).placed)
    return this.records.newest()
  }

  /** Places a pick-up order. */
  async ordersPickUp(shopper: SandboxPerson = this.aziza): Promise<OrderRecord> {
    const words = this.words()
    await this.picksBouquet(shopper)
    await shopper.taps(words.pickUp)
    await shopper.sees(words.askOwnPhone)
    await shopper.pressesKeyboard(words.sendContact)
    await shopper.sees(words.askSlotPickUp)
    await shopper.taps(words.hours)
    await shopper.taps(words.payPickUp)
    await shopper.sees(words.placed)
    return this.records.newest()
  }

  /** Dilnoza accepts the order, makes it and sends a photo, and Aziza likes it. */
  async floristMakesIt(number = 1): Promise<void> {
    const words = this.words(number)
    await this.dilnoza.sees(words.offered, { in: FLORISTS, anyTime: true })
    await this.dilnoza.taps(words.accept, { in: FLORISTS })
    await this.dilnoza.sees(words.work)
    await this.dilnoza.taps(words.ready)
    await this.dilnoza.sees(words.askPhoto)
    await this.dilnoza.sendsPhoto(PHOTO)
    await this.dilnoza.sees(words.isReady)
    await this.aziza.taps(words.like)
  }

  /** The giver pays at the shop; Bobur claims the order and starts the delivery. */
  async courierLeaves(number = 1): Promise<void> {
    const words = this.words(number)
    await this.giverPays(number)
    await this.bobur.sees(words.free, { in: COURIERS, anyTime: true })
    await this.bobur.taps(words.take, { in: COURIERS })
    await this.bobur.sees(words.fetch)
    await leavesShop(this.bobur, this.language)
    await this.aziza.sees(words.onTheWayNotice)
  }

  /** Dilnoza records the cash that the giver brings to the shop. */
  async giverPays(number = 1): Promise<void> {
    const words = this.words(number)
    const paid = await this.dilnoza.taps(words.receiveCash)
    expect(paid.text).toMatch(words.cashReceived)
    await this.aziza.sees(words.cashNotice)
  }

  /** Waits until all messages are sent. */
  async everythingIsSent(): Promise<void> {
    const workshop = workshopOf(this.shop.container())
    await eventually(
      async () => (await workshop.listTransitions({ announced_at: null })).length === 0,
      TIMEOUT_MS,
    )
    await outboxIsEmpty(this.shop.container(), TIMEOUT_MS)
  }

  /** All text that the bot sent to a chat since the scene began, as Telegram received it. */
  async writtenTo(chatId: number): Promise<string> {
    const calls = await this.telegram.calls({ chat_id: chatId })
    return JSON.stringify(calls.filter(({ at }) => at >= this.begun).map(({ params }) => params))
  }

  /** Number of messages with this text that the bot sent to a chat since the scene began. */
  async sent(chatId: number, what: RegExp): Promise<number> {
    const calls = await this.telegram.calls({ chat_id: chatId })
    return calls.filter(
      ({ at, ok, method, params }) =>
        at >= this.begun &&
        ok &&
        method.startsWith("send") &&
        what.test(
          String(params.text ?? params.caption ?? "")
            .replaceAll("\u00a0", " ")
            .replace(/<\/?\w+>/g, ""),
        ),
    ).length
  }

  /** The message's current version. */
  async asItIs(person: SandboxPerson, message: MessageView): Promise<MessageView | undefined> {
    const all = await person.messages({ in: message.chat_id })
    return all.find(({ message_id }) => message_id === message.message_id)
  }
}
