import path from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { botSuite } from "../bot/support"
import { GATEWAYS, StandIns } from "../support/stand-ins"
import { describeInBrowser, openBrowser } from "./chromium"
import { buysBouquet, entersTheShop, FLORIST, FLORISTS_CHANNEL, SHOPPER } from "./story"
import { TelegramPage } from "./telegram-page"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1280, height: 800 } }

jest.setTimeout(600_000)

// Without Chromium the shop is not started either.
describeInBrowser("The pay pages of the stand-ins", () => {
  const standIns = new StandIns()
  const mistakes: string[] = []
  let browser: Browser

  beforeAll(async () => {
    const opened = await openBrowser()
    if (!opened) throw new Error("the browser was there a moment ago")
    browser = opened
  })
  afterAll(async () => {
    await browser?.close()
    await standIns.close()
  })

  botSuite(
    "The shop",
    (shop) => {
      beforeAll(() => standIns.serve(shop.container(), shop.api.defaults.baseURL))
      beforeEach(() => standIns.forget())

      async function windowOf(options: BrowserContextOptions): Promise<TelegramPage> {
        const context = await browser.newContext(options)
        context.setDefaultTimeout(60_000)
        context.on("page", (page) => page.on("pageerror", ({ message }) => mistakes.push(message)))
        return new TelegramPage(await context.newPage(), shop.sandbox().url)
      }

      /** Orders in the sandbox, and taps the button that leads to the pay page, in a tab of its own. */
      async function goesToPay(aziza: TelegramPage, way: string): Promise<{ number: number; payPage: Page }> {
        await entersTheShop(aziza, SHOPPER)
        const number = await buysBouquet(aziza, { way: new RegExp(`${way}.* · `) })
        const opening = aziza.page.context().waitForEvent("page")
        await aziza.tap(/Оплатить \d/)
        const payPage = await opening
        await payPage.getByTestId("pay-page").waitFor()
        return { number, payPage }
      }

      it.each(GATEWAYS)(
        "$name: declined, then paid: the bot's message changes by itself, and the florists see the order",
        async ({ way }) => {
          const [aziza, dilnoza] = await Promise.all([phone, desktop].map(windowOf))
          await entersTheShop(dilnoza, FLORIST)
          const { number, payPage } = await goesToPay(aziza, way)
          expect(await payPage.getByTestId("stand-in").innerText()).toMatch(/деньги не двигаются/)
          expect(await isTooWide(payPage)).toBe(false)
          await dilnoza.openChat(FLORISTS_CHANNEL)

          await payPage.getByRole("button", { name: "Банк отказал" }).click()
          await payPage.getByRole("heading", { name: "Банк отказал" }).waitFor()
          expect(await dilnoza.messages(`Заказ №${number}`).count()).toBe(0)

          await payPage.getByRole("button", { name: /^Оплатить/ }).click()
          await payPage.getByRole("heading", { name: "Оплачено" }).waitFor()
          expect(await isTooWide(payPage)).toBe(false)
          await aziza.sees(`Заказ №${number} оплачен`)
          await dilnoza.sees(`Заказ №${number} — кто возьмёт?`)
          expect(mistakes).toEqual([])
        },
      )

      it("runs a gateway's own tests of the shop on an order that waits for its payment", async () => {
        const aziza = await windowOf(phone)
        const { number } = await goesToPay(aziza, "Payme")
        const desk = (await windowOf(desktop)).page
        const runs: [RegExp, string][] = [
          [/first run/, "13 of 13 passed"],
          [/second run/, "11 of 11 passed"],
        ]
        for (const [run, score] of runs) {
          await desk.goto(`${standIns.url}/payments`)
          await desk
            .getByRole("listitem")
            .filter({ hasText: `No. ${number}` })
            .getByText("Test it")
            .click()
          await desk.getByRole("button", { name: run }).click()
          expect(await desk.getByTestId("score").innerText()).toBe(score)
          expect(await isTooWide(desk)).toBe(false)
        }
        expect(mistakes).toEqual([])
      })
    },
    {
      webDir: path.join(__dirname, "../../sandbox/web"),
      environment: () => standIns.start(),
      allowLocalUrls: true,
    },
  )
})

/** Whether anything is wider than the window. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
