import path from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { botSuite } from "../bot/support"
import { GATEWAYS, StandIns } from "../support/stand-ins"
import { describeInBrowser, openBrowser } from "./chromium"
import { buysBouquet, entersTheShop, FLORIST, FLORISTS_CHANNEL, SHOPPER } from "./story"
import { TelegramPage } from "./telegram-page"
import { label, pattern, saying } from "../support/labels"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1280, height: 800 } }

/** The gateways' test runs of a shop: what runs on one order, and the result. */
const TEST_RUNS: [button: string, runs: [RegExp, string][]][] = [
  [
    "Payme",
    [
      [/first run/, "13 of 13 passed"],
      [/second run/, "11 of 11 passed"],
    ],
  ],
  ["Click", [[/cases 1 to 8/, "8 of 8 passed"]]],
  ["Click", [[/cases 9 to 15/, "7 of 7 passed"]]],
]

jest.setTimeout(600_000)

// Without Chromium the shop does not start either.
describeInBrowser("The pay pages of the stand-ins", () => {
  const standIns = new StandIns()
  const mistakes: string[] = []
  let browser: Browser

  beforeAll(async () => {
    const opened = await openBrowser()
    if (!opened) throw new Error("the browser has been closed")
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

      async function windowOf(options: BrowserContextOptions): Promise<TelegramPage> {
        const context = await browser.newContext(options)
        context.setDefaultTimeout(60_000)
        context.on("page", (page) => page.on("pageerror", ({ message }) => mistakes.push(message)))
        return new TelegramPage(await context.newPage(), shop.sandbox().url)
      }

      /** Repeats the order and taps the payment button, which opens the pay page in a new tab. */
      async function ordersAgain(
        aziza: TelegramPage,
        { number, button }: { number: number; button: string },
      ) {
        await aziza.tap(pattern`^${saying("notices.order")}$`)
        await aziza.tap(saying("notices.repeat"))
        await aziza.tap(/🕐 \d/)
        await aziza.tap(payButtonOf(button))
        await aziza.sees(saying("payment.card", { number }))
        return opensPayPage(aziza)
      }

      async function opensPayPage(aziza: TelegramPage): Promise<Page> {
        const opening = aziza.page.context().waitForEvent("page")
        await aziza.tap(saying("checkout.pay_now", { total: /\d/ }))
        const payPage = await opening
        await payPage.getByTestId("pay-page").waitFor()
        return payPage
      }

      /** Declines, then pays: the bot's message updates itself, and the florists see the order only then. */
      async function pays(payPage: Page, number: number, [aziza, dilnoza]: TelegramPage[]): Promise<void> {
        expect(await payPage.getByTestId("stand-in").innerText()).toMatch(/деньги не двигаются/)
        expect(await isTooWide(payPage)).toBe(false)
        await payPage.getByRole("button", { name: "Банк отказал" }).click()
        await payPage.getByRole("heading", { name: "Банк отказал" }).waitFor()
        expect(await dilnoza.messages(`№${number}`).count()).toBe(0)

        await payPage.getByRole("button", { name: /^Оплатить/ }).click()
        await payPage.getByRole("heading", { name: "Оплачено" }).waitFor()
        expect(await isTooWide(payPage)).toBe(false)
        await aziza.sees(saying("payment.card_paid", { number }))
        await dilnoza.sees(label("workshop.card_offered", { number }))
        await payPage.close()
      }

      /** Presses the test desk's buttons for an order that awaits payment. */
      async function isTested(desk: Page, number: number, runs: [RegExp, string][]): Promise<void> {
        for (const [run, score] of runs) {
          await desk.goto(`${standIns.url}/payments`)
          const order = desk.getByRole("listitem").filter({ hasText: `No. ${number}` })
          await order.getByText("Test it").click()
          await desk.getByRole("button", { name: run }).click()
          expect(await desk.getByTestId("score").innerText()).toBe(score)
          expect(await isTooWide(desk)).toBe(false)
        }
      }

      it("opens from the bot's button, declines, takes the payment, and updates the bot and the florists", async () => {
        const [aziza, dilnoza] = await Promise.all([phone, desktop].map(windowOf))
        await entersTheShop(dilnoza, FLORIST)
        await dilnoza.openChat(FLORISTS_CHANNEL)
        await entersTheShop(aziza, SHOPPER)
        let number = await buysBouquet(aziza, { payButton: payButtonOf(GATEWAYS[0].button) })
        await pays(await opensPayPage(aziza), number, [aziza, dilnoza])
        for (const { button } of GATEWAYS.slice(1)) {
          const payPage = await ordersAgain(aziza, { number: ++number, button })
          await pays(payPage, number, [aziza, dilnoza])
        }

        const desk = (await windowOf(desktop)).page
        for (const [button, runs] of TEST_RUNS) {
          const payPage = await ordersAgain(aziza, { number: ++number, button })
          await isTested(desk, number, runs)
          await payPage.close()
          await aziza.sees(
            pattern`${saying("payment.card_paid", { number })}|${saying("payment.card_canceled", { number })}`,
          )
        }
        expect(mistakes).toEqual([])
      })
    },
    {
      webDir: path.join(__dirname, "../../packages/sandbox/web"),
      environment: () => standIns.start(),
      allowLocalUrls: true,
    },
  )
})

/** The button of a payment method. */
const payButtonOf = (button: string) => new RegExp(`${button}.* · `)

/** Whether the page scrolls horizontally. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
