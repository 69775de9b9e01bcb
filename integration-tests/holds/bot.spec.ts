import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import endHolds from "../../src/jobs/end-holds"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { AZIZA, botSuite, JASUR } from "../bot/support"
import { cartOf, comesIn, labels, productByHandle, setStock, words } from "../bot/shopper-support"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { heldNow, holdsEndIn, until } from "../support/holds"
import { label, pattern, price, saying } from "../support/labels"

botSuite("a shopper's hold", ({ telegram, container }) => {
  beforeAll(jobsRunByHand)

  const shoppers = () => {
    const client = telegram()
    return { aziza: client.person(AZIZA), jasur: client.person(JASUR) }
  }

  /** @returns the text of the product's card */
  async function opens(person: SandboxPerson, handle: string): Promise<string> {
    await person.sends(`/start p_${(await productByHandle(container(), handle)).id}`)
    return words(await person.sees(pattern`${price(90_000)}|${price(90_000, "uz")}`))
  }

  async function takes(person: SandboxPerson, handle: string): Promise<string> {
    await opens(person, handle)
    await person.taps(pattern`${saying("catalog.add_to_cart")}|${saying("catalog.add_to_cart", {}, "uz")}`)
    return words(await person.sees(pattern`${saying("catalog.added")}|${saying("catalog.added", {}, "uz")}`))
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
    expect(await takes(aziza, "vase-glass")).toMatch(saying("holds.kept_until", { time: /\d\d:\d\d/ }))
    await aziza.taps(saying("common.menu_cart_count", { count: 1 }))
    await aziza.sees(saying("holds.kept_until", { time: /\d\d:\d\d/ }))
    expect(await opens(aziza, "vase-glass")).toContain(label("catalog.few_left", { count: 1 }))

    const card = await opens(jasur, "vase-glass")
    expect(card).toContain("Oxirgilari hozir kimningdir savatida")
    expect(card).not.toContain(label("catalog.sold_out", {}, "uz"))
    expect((await labels(jasur)).join()).not.toContain("Savatga ·")

    await setStock(container(), "VASE-GLASS", 0)
    expect(await opens(jasur, "vase-glass")).toContain(label("catalog.sold_out", {}, "uz"))
  })

  it("refuses a bouquet with the right text when another shopper holds the last pieces", async () => {
    const { aziza, jasur } = shoppers()
    await setStock(container(), "VASE-GLASS", 1)
    await comesIn(aziza)
    await comesIn(jasur)
    expect(await opens(jasur, "vase-glass")).toContain(label("catalog.few_left", { count: 1 }))
    await takes(aziza, "vase-glass")
    const answer = await jasur.taps(saying("catalog.add_to_cart"))
    expect(answer).toMatchObject({
      text: expect.stringMatching(saying("catalog.reduced_by_holds")),
      show_alert: true,
    })
    await jasur.sees(saying("catalog.reserved"))
  })

  it("sends one warning before its end and one notice after it, and a tap renews it", async () => {
    const { aziza, jasur } = shoppers()
    await setStock(container(), "VASE-GLASS", 1)
    await comesIn(aziza)
    await comesIn(jasur)
    await takes(aziza, "vase-glass")
    await endHolds(container())
    expect(await messagesTo(AZIZA, saying("holds.ends_soon"))).toBe(0)
    expect(await heldNow(container())).toHaveLength(1)

    await holdsEndIn(container(), 100)
    await Promise.all([endHolds(container()), endHolds(container())])
    await aziza.sees(saying("holds.ends_soon", { time: /\d\d:\d\d/ }))
    await endHolds(container())
    expect(await messagesTo(AZIZA, saying("holds.ends_soon"))).toBe(1)
    await aziza.taps(saying("holds.keep"))
    await aziza.sees(saying("holds.kept_until", { time: /\d\d:\d\d/ }))
    expect(await heldNow(container())).toMatchObject([{ quantity: 1 }])

    await holdsEndIn(container(), -1)
    await Promise.all([endHolds(container()), endHolds(container())])
    await aziza.sees(saying("holds.ended"))
    await endHolds(container())
    expect(await messagesTo(AZIZA, saying("holds.ended"))).toBe(1)
    expect(await heldNow(container())).toEqual([])

    await takes(jasur, "vase-glass")
    await aziza.taps(saying("holds.keep_again"))
    const cart = words(await aziza.sees(saying("cart.all_reserved")))
    expect(cart).not.toMatch(saying("holds.kept_until"))
    expect((await cartOf(container(), AZIZA))?.items).toHaveLength(1)
  })

  it("sends no notice for an empty cart or to a shopper who blocked the bot", async () => {
    const { aziza, jasur } = shoppers()
    const notices = () =>
      Promise.all(
        [AZIZA, JASUR].map((person) =>
          messagesTo(person, pattern`${saying("holds.ends_soon")}|${saying("holds.ended")}`),
        ),
      )
    const before = await notices()
    await comesIn(aziza)
    await takes(aziza, "vase-glass")
    await aziza.taps(saying("common.menu_cart_count", { count: 1 }))
    await aziza.sees(saying("holds.kept_until"))
    await aziza.taps("🗑")
    await aziza.sees(saying("cart.empty"))
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
