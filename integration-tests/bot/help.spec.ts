import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Update } from "grammy/types"
import { runningBot } from "../../src/bot/runtime/run"
import { ADMINS, AZIZA, botSuite, JASUR, MADINA } from "./support"
import { comesIn, words } from "./shopper-support"
import { pattern, price, saying } from "../support/labels"
import { outboxIsEmpty } from "./workshop-support"

botSuite("help", ({ telegram, container }) => {
  const bot = () => {
    const running = runningBot()
    if (!running) {
      throw new Error("The bot does not run.")
    }
    return running.bot
  }
  const handlesTwice = async (update: Update) => {
    await bot().handleUpdate(structuredClone(update))
    await bot().handleUpdate(structuredClone(update))
  }
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)
  const madina = () => telegram().person(MADINA)

  it("describes the shop from its settings, without zones of other locations and of returns", async () => {
    const fulfillment = container().resolve(Modules.FULFILLMENT)
    const [known] = await fulfillment.listShippingOptions({}, { take: 1 })
    const elsewhere = await fulfillment.createFulfillmentSets({
      name: "Warehouse",
      type: "shipping",
      service_zones: [{ name: "Warehouse", geo_zones: [{ type: "country", country_code: "uz" }] }],
    })
    const options = [
      { name: "Freight", service_zone_id: elsewhere.service_zones[0].id, rules: [] },
      {
        name: "Return by post",
        service_zone_id: known.service_zone_id,
        rules: [{ attribute: "is_return", operator: "eq" as const, value: "true" }],
      },
    ]
    const created = await fulfillment.createShippingOptions(
      options.map((option) => ({
        ...option,
        price_type: "flat" as const,
        shipping_profile_id: known.shipping_profile_id,
        provider_id: known.provider_id,
        type: { label: "Other", description: "Other", code: "other" },
      })),
    )
    const priceSets = await container()
      .resolve(Modules.PRICING)
      .createPriceSets(created.map(() => ({ prices: [{ currency_code: "uzs", amount: 1000 }] })))
    await container()
      .resolve(ContainerRegistrationKeys.LINK)
      .create(
        created.map(({ id }, at) => ({
          [Modules.FULFILLMENT]: { shipping_option_id: id },
          [Modules.PRICING]: { price_set_id: priceSets[at].id },
        })),
      )
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    const help = words(await shopper.sees(saying("help.text")))
    expect(help).toMatch(saying("help.hours", { from: "09:00", to: "21:00" }))
    expect(help).toContain(price(20_000))
    expect(help).toMatch(/📞 \+998/)
    expect(help).not.toMatch(/Freight|Return by post/)
    expect(help.length).toBeLessThanOrEqual(1024)

    const other = jasur()
    await comesIn(other, "uz")
    await other.sends("/help")
    const inUzbek = words(await other.sees(saying("help.text", {}, "uz")))
    expect(inUzbek).toMatch(/Buxoro markazi/)
    expect(inUzbek).toContain(price(20_000, "uz"))
  })

  it("sends a question to the shop, and the answer to the person who asked", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    const other = jasur()
    await comesIn(other, "uz")
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sends("Есть ли <b>пионы</b>? & когда; DROP TABLE")
    await shopper.sees(saying("help.sent"))

    const owner = madina()
    const question = await owner.sees(saying("help.question", { name: "Aziza" }), {
      in: ADMINS,
      anyTime: true,
    })
    expect(words(question)).toContain("Есть ли <b>пионы</b>? & когда; DROP TABLE")
    expect(words(question)).not.toMatch(/Karimova|998/)
    await owner.sends("Будут в <среду> 🌸", { in: ADMINS, reply_to_message_id: question.message_id })
    expect(words(await shopper.sees(saying("help.answer")))).toContain("Будут в <среду> 🌸")
    await owner.sees(saying("help.answered"), { in: ADMINS })
    await other.seesNot(pattern`${saying("help.answer", {}, "uz")}|${saying("help.answer")}|Будут`)

    // A message that is not a reply to a question is not forwarded.
    await owner.sends("между собой", { in: ADMINS })
    await shopper.seesNot(/между собой/)
  })

  it("stores questions and answers first: a failed send is retried, an update that is handled again sends nothing", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    const owner = madina()
    await telegram().fault({
      method: "sendMessage",
      chat_id: ADMINS,
      times: 2,
      kind: { type: "server_error" },
    })
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    // The process dies before it stores the update's end: another one handles the update again.
    const from = { id: AZIZA, is_bot: false, first_name: "Aziza" }
    const chat = { id: AZIZA, type: "private" as const, first_name: "Aziza" }
    const asked = { message_id: 900_001, date: 0, chat, from, text: "Есть ли лилии?" }
    await handlesTwice({ update_id: 900_001, message: asked } as unknown as Update)
    await shopper.sees(saying("help.sent"))
    const question = await owner.sees(/лилии/, { in: ADMINS, anyTime: true, within: 60_000 })

    await telegram().fault({
      method: "sendMessage",
      chat_id: AZIZA,
      times: 2,
      kind: { type: "server_error" },
    })
    const desk = { id: ADMINS, type: "supergroup" as const, title: "Admins" }
    const reply_to_message = { message_id: question.message_id, date: 0, chat: desk, from: bot().botInfo }
    const staff = { id: MADINA, is_bot: false, first_name: "Madina" }
    const replied = {
      message_id: 900_002,
      date: 0,
      chat: desk,
      from: staff,
      text: "Привезём в среду",
      reply_to_message,
    }
    await handlesTwice({ update_id: 900_002, message: replied } as unknown as Update)
    await shopper.sees(/в среду/, { within: 60_000 })
    await outboxIsEmpty(container())

    const sent = async (id: number, text: RegExp) =>
      (await telegram().calls({ method: "sendMessage", chat_id: id })).filter(
        ({ ok, params }) => ok && text.test(JSON.stringify(params)),
      )
    expect(await sent(ADMINS, /лилии/)).toHaveLength(1)
    expect(await sent(AZIZA, /в среду/)).toHaveLength(1)
    expect(await sent(ADMINS, pattern`^(?=.*900002)(?=.*${saying("help.answered")})`)).toHaveLength(1)
  })

  it("tells the shopper when a question cannot be delivered", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await telegram().fault({ method: "sendMessage", chat_id: ADMINS, kind: { type: "blocked" } })
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sends("Вы открыты?")
    await shopper.sees(saying("help.no_desk"), { within: 60_000 })
  })

  it("reports an answer that cannot be delivered", async () => {
    const shopper = jasur()
    await comesIn(shopper, "uz")
    await shopper.sends("/help")
    await shopper.taps(saying("help.write", {}, "uz"))
    await shopper.sees(saying("help.ask", {}, "uz"))
    await shopper.sends("Ertaga ishlaysizlarmi?")
    await shopper.sees(saying("help.sent", {}, "uz"))
    const owner = madina()
    const question = await owner.sees(saying("help.question", { name: "Jasur" }), {
      in: ADMINS,
      anyTime: true,
    })
    await shopper.blocksBot()
    await owner.sends("Да", { in: ADMINS, reply_to_message_id: question.message_id })
    await owner.sees(saying("help.answer_unreachable"), { in: ADMINS })
    await shopper.unblocksBot()
  })

  it("limits the length and the number of questions", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sends("я".repeat(4096))
    await shopper.sees(saying("help.too_long"))
    await shopper.sendsLocation(39.77, 64.42)
    await shopper.sees(saying("help.only_text"))
    for (let count = 0; count < 5; count++) {
      await shopper.sends(`Вопрос ${count}`)
      await shopper.sees(saying("help.sent"))
      await shopper.taps(saying("help.write_more"))
      await shopper.sees(saying("help.ask"))
    }
    await shopper.sends("Вопрос лишний")
    await shopper.sees(saying("help.too_often"))
    await madina().seesNot(/Вопрос лишний/, { in: ADMINS, anyTime: true })
  })
})
