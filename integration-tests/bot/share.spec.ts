import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { InlineAnswer, MessageView } from "../../packages/sandbox/telegram/control-types"
import { catalogOf, forgetCatalog } from "../../src/bot/catalog/cache"
import { findProducts } from "../../src/bot/catalog/search-index"
import { popular } from "../../src/bot/catalog/similar"
import { knownFileIds } from "../../src/bot/ui/pictures"
import { runningBot } from "../../src/bot/runtime/run"
import { telegramOf } from "../../src/bot/runtime/telegram"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { AZIZA, botSuite, JASUR } from "./support"
import { botKnows, comesIn, labels, productByHandle, words } from "./shopper-support"
import { png } from "../sandbox/fixture"
import { eventually } from "../support/eventually"
import { label, price, saying } from "../support/labels"

/** The address behind a button of a message. */
function linkOf({ buttons }: MessageView, text: RegExp): string {
  const button = buttons?.flat().find((one) => text.test(one.text))
  if (!button?.url) throw new Error(`The message has no link ${text}.`)
  return button.url
}

const titles = ({ results }: InlineAnswer) => results.map(({ title }) => title)

botSuite("sharing bouquets", ({ telegram, container, sandbox }) => {
  let pictures: Server

  beforeAll(async () => {
    pictures = createServer((_request, response) => response.end(png(400, 300)))
    await new Promise<void>((resolve) => pictures.listen(0, resolve))
  })
  afterAll(() => void pictures.close())

  /** The people of a test. A person remembers their last action. */
  function people() {
    const client = telegram()
    return { aziza: client.person(AZIZA), jasur: client.person(JASUR) }
  }

  /** Opens the card of the bouquet "pink-cloud", which has a picture. */
  async function opensCard(shopper: SandboxPerson, language: "ru" | "uz" = "ru") {
    const { id, title } = await productByHandle(container(), "pink-cloud")
    const { port } = pictures.address() as AddressInfo
    const thumbnail = `http://localhost:${port}/rose.png`
    await updateProductsWorkflow(container()).run({ input: { selector: { id }, update: { thumbnail } } })
    await botKnows(container(), (products) => products.some((one) => one.thumbnail === thumbnail))
    await shopper.sends(`/start p_${id}`)
    await shopper.sees(saying("catalog.contents", {}, language))
    // The bot stores the file id of the picture a moment after the card is there.
    await eventually(async () => expect((await knownFileIds(container(), [thumbnail])).size).toBe(1))
    return { id, title: title[language] }
  }

  /** Taps a button of a card, and types its query in the chat with another person. */
  async function asksWith(shopper: SandboxPerson, button: RegExp, chat: number) {
    const { switch_inline: inline } = await shopper.taps(button)
    const answer = await shopper.asksInline(inline?.query ?? "no query", { in: chat })
    return { inline, answer }
  }

  it("sends a bouquet with picture, price and a link, which opens the shop for a stranger", async () => {
    const { aziza, jasur } = people()
    await comesIn(aziza)
    const { id, title } = await opensCard(aziza)
    const chat = await aziza.chatWith(JASUR)
    const { inline, answer } = await asksWith(aziza, saying("share.share"), chat)
    expect(inline).toEqual({ query: "#pink-cloud", chats: ["user", "bot", "group", "channel"] })
    const from = label("catalog.price_from", { price: price(260_000) })
    expect(
      answer.results.map(({ description, ...one }) => ({
        ...one,
        description: words({ text: description } as MessageView),
      })),
    ).toEqual([{ id, title, description: from, thumbnail: expect.stringContaining("/files/") }])

    await aziza.choosesInline(answer, id, { in: chat })
    const [sent] = await jasur.messages({ in: chat })
    expect(sent).toMatchObject({ from: { id: AZIZA }, via_bot: sandbox().bot.username, photo: {} })
    expect(words(sent)).toBe(label("share.message", { title, price: from }))
    await jasur.opens(linkOf(sent, saying("share.open")))
    await jasur.taps(saying("common.language_uzbek"))
    const card = await jasur.sees(saying("catalog.contents", {}, "uz"))
    expect(words(card)).not.toMatch(saying("share.hinted", {}, "uz"))
  })

  it("sends a hint: whoever opens it reads the first name and how to give the flowers", async () => {
    const { aziza, jasur } = people()
    await comesIn(jasur, "uz")
    const { id, title } = await opensCard(jasur, "uz")
    const chat = await jasur.chatWith(AZIZA)
    const { inline, answer } = await asksWith(jasur, saying("share.hint", {}, "uz"), chat)
    expect(inline).toEqual({ query: "💌 #pink-cloud", chats: ["user", "group"] })
    await jasur.choosesInline(answer, id, { in: chat })
    const [sent] = await aziza.messages({ in: chat })
    const from = label("catalog.price_from", { price: price(260_000, "uz") }, "uz")
    expect(words(sent)).toBe(label("share.hint_message", { title, price: from }, "uz"))
    const link = linkOf(sent, saying("share.give", {}, "uz"))
    expect(link).not.toMatch(/jasur|toshev|1002/i)

    await aziza.opens(link)
    await aziza.taps(saying("common.language_russian"))
    const hint = saying("share.hinted", { name: "Jasur", button: label("checkout.method_someone") })
    await aziza.sees(hint)
    await aziza.taps("+")
    await aziza.sees(hint)
    expect(await aziza.buttons()).toContain(label("catalog.pieces", { count: 2 }))
    await aziza.taps(saying("catalog.add_to_cart"))
    await aziza.sees(saying("catalog.added"))

    await jasur.opens(link)
    expect(words(await jasur.sees(saying("catalog.contents", {}, "uz")))).not.toMatch(/Jasur/)
  })

  it("answers forged and old links of hints politely", async () => {
    const { aziza } = people()
    await comesIn(aziza)
    const { id } = await productByHandle(container(), "pink-cloud")
    await aziza.sends(`/start h_01KXZYCN7JB8J2S2BSJ9C3Y3R1_${id}`)
    expect(words(await aziza.sees(saying("catalog.contents")))).not.toMatch(saying("share.hinted"))
    for (const payload of ["h_", "h_x", "h__", "h_01KXZYCN7JB8J2S2BSJ9C3Y3R1_prod_nosuch"]) {
      await aziza.sends(`/start ${payload}`)
      await aziza.sees(saying("catalog.product_gone"))
    }
  })

  it("answers strangers in their language with the search of the shop, in pages, and keeps nothing of them", async () => {
    const { jasur } = people()
    forgetCatalog()
    const catalog = await catalogOf(container())
    const first = await jasur.asksInline("")
    expect(titles(first)).toEqual([
      label("share.shop", {}, "uz"),
      ...popular(catalog)
        .slice(0, 20)
        .map((product) => product.title.uz),
    ])
    expect(first).toMatchObject({ gallery: false, next_offset: "20" })
    const second = await jasur.asksInline("", { offset: "20" })
    expect(titles(second)).toEqual(
      popular(catalog)
        .slice(20, 40)
        .map((product) => product.title.uz),
    )
    for (const query of ["белые розы", "до 300 тысяч", "💌 oq atirgul"]) {
      const found = (await findProducts(catalog, query.replace("💌 ", ""))).slice(0, 20)
      expect(found.length).toBeGreaterThan(1)
      expect(titles(await jasur.asksInline(query)).slice(1)).toEqual(found.map(({ title }) => title.uz))
    }
    const nothing = await jasur.asksInline("автомобиль", { offset: "не число" })
    expect(nothing).toMatchObject({ results: [], next_offset: "", button: { start_parameter: "shop" } })
    expect(nothing.button?.text).toBe(label("share.nothing", {}, "uz"))
    expect((await jasur.asksInline("👍".repeat(128))).results).not.toEqual([])
    expect(await telegramOf(container()).findAccount(String(JASUR))).toBeUndefined()
    expect(await telegramOf(container()).listUpdates({ queue: String(JASUR) })).toEqual([])
  })

  it("offers no bouquet that is not sold any more", async () => {
    const { aziza } = people()
    forgetCatalog()
    const { id } = await productByHandle(container(), "pink-cloud")
    expect((await aziza.asksInline("#pink-cloud")).results).toHaveLength(1)
    const input = { selector: { id }, update: { status: "draft" as const } }
    await updateProductsWorkflow(container()).run({ input })
    await botKnows(container(), (products) => products.every((product) => product.id !== id))
    expect(await aziza.asksInline(`#${id}`)).toMatchObject({ results: [], button: {} })
  })

  it("takes a result that is sent in the bot's own chat for no message to the shop", async () => {
    const { aziza } = people()
    await comesIn(aziza)
    await opensCard(aziza)
    const answer = await aziza.asksInline("#pink-cloud")
    const { message_id } = await aziza.choosesInline(answer, answer.results[0].id)
    await aziza.seesNot(/./, { for: 1000 })
    expect((await aziza.messages()).at(-1)?.message_id).toBe(message_id)
  })

  it("answers without pictures when Telegram refuses a picture", async () => {
    const { aziza } = people()
    await comesIn(aziza)
    await opensCard(aziza)
    const answer = await aziza.asksInline("#pink-cloud")
    const { files } = sandbox().world.state
    const gone = files.find(({ file_id }) =>
      answer.results[0].thumbnail?.endsWith(encodeURIComponent(file_id)),
    )
    for (let at = files.length - 1; at >= 0; at--) {
      if (files[at].stored_as === gone?.stored_as) files.splice(at, 1)
    }
    const without = await aziza.asksInline("💌 #pink-cloud")
    expect(without.results).toEqual([expect.not.objectContaining({ thumbnail: expect.anything() })])
  })

  it("shares by links while the bot has no inline mode", async () => {
    const { aziza, jasur } = people()
    const bot = runningBot()?.bot
    if (!bot) throw new Error("The bot does not run.")
    await telegram().setsInline(false)
    // The bot asks Telegram for this at its start.
    bot.botInfo = await bot.api.getMe()
    try {
      await comesIn(aziza)
      const { id, title } = await opensCard(aziza)
      expect(await labels(aziza)).toEqual(expect.arrayContaining([label("share.share"), label("share.hint")]))
      const shared = new URL((await aziza.taps(saying("share.share"))).url ?? "")
      expect(shared.origin + shared.pathname).toBe("https://t.me/share/url")
      const start = `https://t.me/${sandbox().bot.username}?start=`
      expect(Object.fromEntries(shared.searchParams)).toEqual({
        url: `${start}p_${id}`,
        text: label("share.words", { title }),
      })
      const hint = new URL((await aziza.taps(saying("share.hint"))).url ?? "")
      expect(hint.searchParams.get("text")).toBe(label("share.hint_words"))
      await jasur.opens(hint.searchParams.get("url") ?? "")
      await jasur.taps(saying("common.language_uzbek"))
      await jasur.sees(saying("share.hinted", { name: "Aziza" }, "uz"))
    } finally {
      await telegram().setsInline(true)
      bot.botInfo = await bot.api.getMe()
    }
  })
})
