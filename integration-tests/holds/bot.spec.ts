import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import endHolds from "../../src/jobs/end-holds"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { AZIZA, botSuite, JASUR } from "../bot/support"
import { cartOf, comesIn, labels, productByHandle, setStock, words } from "../bot/shopper-support"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { heldNow, holdsEndIn, until } from "../support/holds"

botSuite("a shopper's hold", ({ telegram, container }) => {
  beforeAll(jobsRunByHand)

  const shoppers = () => {
    const client = telegram()
    return { aziza: client.person(AZIZA), jasur: client.person(JASUR) }
  }

  /** @returns the text of the product's card */
  async function opens(person: SandboxPerson, handle: string): Promise<string> {
    await person.sends(`/start p_${(await productByHandle(container(), handle)).id}`)
    return words(await person.sees(/90.000 (сум|soʻm)/))
  }

  async function takes(person: SandboxPerson, handle: string): Promise<string> {
    await opens(person, handle)
    await person.taps(/В корзину ·|Savatga ·/)
    return words(await person.sees(/Уже в корзине|Savatga solindi/))
  }

  /** Number of messages to a person that match the text. */
  async function messagesTo(person: number, text: RegExp): Promise<number> {
    const calls = await telegram().calls()
    return calls.filter(
      ({ method, ok, params }) =>
        ok &&
        method === "sendMessage" &&
        String(params.chat_id) === String(person) &&
        text.test(String(params.text)),
    ).length
  }

  it("shows the owner its end, and shows others that the last piece is reserved, not sold out", async () => {
    const { aziza, jasur } = shoppers()
    await setStock(container(), "VASE-GLASS", 1)
    await comesIn(aziza)
    await comesIn(jasur, "uz")
    expect(await takes(aziza, "vase-glass")).toMatch(/Держим для вас до \d\d:\d\d/)
    await aziza.taps(/Корзина · 1/)
    await aziza.sees(/Держим для вас до \d\d:\d\d/)
    expect(await opens(aziza, "vase-glass")).toContain("Остался всего 1")

    const card = await opens(jasur, "vase-glass")
    expect(card).toContain("Oxirgilari hozir kimningdir savatida")
    expect(card).not.toContain("Hozir yoʻq")
    expect((await labels(jasur)).join()).not.toContain("Savatga ·")

    await setStock(container(), "VASE-GLASS", 0)
    expect(await opens(jasur, "vase-glass")).toContain("Hozir yoʻq")
  })

  it("refuses a bouquet with the right text when another shopper holds the last pieces", async () => {
    const { aziza, jasur } = shoppers()
    await setStock(container(), "VASE-GLASS", 1)
    await comesIn(aziza)
    await comesIn(jasur)
    expect(await opens(jasur, "vase-glass")).toContain("Остался всего 1")
    await takes(aziza, "vase-glass")
    const answer = await jasur.taps(/В корзину ·/)
    expect(answer).toMatchObject({ text: expect.stringMatching(/в чьей-то корзине/), show_alert: true })
    await jasur.sees(/Последние сейчас в чьей-то корзине/)
  })

  it("sends one warning before its end and one notice after it, and a tap renews it", async () => {
    const { aziza, jasur } = shoppers()
    await setStock(container(), "VASE-GLASS", 1)
    await comesIn(aziza)
    await comesIn(jasur)
    await takes(aziza, "vase-glass")
    await endHolds(container())
    expect(await messagesTo(AZIZA, /ждут вас до/)).toBe(0)
    expect(await heldNow(container())).toHaveLength(1)

    await holdsEndIn(container(), 100)
    await Promise.all([endHolds(container()), endHolds(container())])
    await aziza.sees(/ждут вас до \d\d:\d\d/)
    await endHolds(container())
    expect(await messagesTo(AZIZA, /ждут вас до/)).toBe(1)
    await aziza.taps(/Подержите ещё/)
    await aziza.sees(/Держим для вас до \d\d:\d\d/)
    expect(await heldNow(container())).toMatchObject([{ quantity: 1 }])

    await holdsEndIn(container(), -1)
    await Promise.all([endHolds(container()), endHolds(container())])
    await aziza.sees(/снова доступны всем/)
    await endHolds(container())
    expect(await messagesTo(AZIZA, /снова доступны всем/)).toBe(1)
    expect(await heldNow(container())).toEqual([])

    await takes(jasur, "vase-glass")
    await aziza.taps(/Отложить снова/)
    const cart = words(await aziza.sees(/сейчас в чьей-то корзине/))
    expect(cart).not.toContain("Держим для вас")
    expect((await cartOf(container(), AZIZA))?.items).toHaveLength(1)
  })

  it("sends no notice for an empty cart or to a shopper who blocked the bot", async () => {
    const { aziza, jasur } = shoppers()
    const notices = () =>
      Promise.all([AZIZA, JASUR].map((person) => messagesTo(person, /ждут вас до|снова доступны/)))
    const before = await notices()
    await comesIn(aziza)
    await takes(aziza, "vase-glass")
    await aziza.taps(/Корзина · 1/)
    await aziza.sees(/Держим для вас/)
    await aziza.taps("🗑")
    await aziza.sees(/Корзина пока пуста/)
    expect(await heldNow(container())).toEqual([])

    await comesIn(jasur)
    await takes(jasur, "vase-glass")
    await jasur.blocksBot()
    await until(async () => {
      const telegram = container().resolve<TelegramModuleService>(TELEGRAM_MODULE)
      return (await telegram.findAccount(String(JASUR)))?.blocked_at
    }, Boolean)
    await holdsEndIn(container(), 60)
    await endHolds(container())
    await holdsEndIn(container(), -1)
    await endHolds(container())
    expect(await notices()).toEqual(before)
  })
})
