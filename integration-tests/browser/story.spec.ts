import path from "node:path"
import type { Browser, BrowserContextOptions } from "playwright-core"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { botSuite } from "../bot/support"
import { describeInBrowser, openBrowser } from "./chromium"
import { plainPng } from "./picture"
import {
  acceptsOrder,
  buysBouquet,
  COURIER,
  delivers,
  entersTheShop,
  FLORIST,
  marksReady,
  SHOPPER,
  takesDelivery,
} from "./story"
import { TelegramPage } from "./telegram-page"
import { label, saying } from "../support/labels"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1280, height: 800 } }
const address = "ул. Накшбанди 7, зелёные ворота"

jest.setTimeout(600_000)

type Order = { fulfillments: { delivered_at: Date | null }[]; payment_collections: { status: string }[] }

// Without Chromium the shop does not start either.
describeInBrowser("The whole story on the sandbox's page", () => {
  let browser: Browser
  const mistakes: string[] = []

  beforeAll(async () => {
    const opened = await openBrowser()
    if (!opened) throw new Error("the browser has been closed")
    browser = opened
  })
  afterAll(() => browser?.close())

  botSuite(
    "The shop",
    ({ sandbox, container }) => {
      async function windowOf(options: BrowserContextOptions): Promise<TelegramPage> {
        const context = await browser.newContext(options)
        const page = await context.newPage()
        page.setDefaultTimeout(60_000)
        page.on("pageerror", ({ message }) => mistakes.push(message))
        return new TelegramPage(page, sandbox().url)
      }

      it("leads from the catalogue to the delivery, and shows Aziza each step", async () => {
        const [aziza, dilnoza, bobur] = await Promise.all([phone, desktop, desktop].map(windowOf))
        await entersTheShop(dilnoza, FLORIST)
        await entersTheShop(bobur, COURIER)
        await entersTheShop(aziza, SHOPPER)

        const number = await buysBouquet(aziza, { address })
        expect(await aziza.scrollsSideways()).toBe(false)

        await acceptsOrder(dilnoza, number)
        expect(await (await dilnoza.sees(saying("workshop.work_accepted"))).innerText()).toContain(address)
        await aziza.sees(saying("notices.accepted", { number }))

        await marksReady(dilnoza, number, plainPng(320, 240, [214, 92, 132]))
        const ready = await aziza.sees(saying("photo.ready", { number }))
        expect(await widthOfPhoto(ready)).toBe(320)
        await aziza.tap(label("photo.like"))

        await takesDelivery(bobur, number)
        await aziza.sees(label("notices.on_the_way", { number }))

        await delivers(bobur, number)
        await aziza.sees(label("notices.delivered", { number }))
        expect(await aziza.scrollsSideways()).toBe(false)
        expect(await stateOf(number)).toEqual({ delivered: [true], payments: ["completed"] })
        expect(mistakes).toEqual([])
      })

      /** The order's state in Medusa. */
      async function stateOf(number: number) {
        const { data } = await container()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({
            entity: "order",
            fields: ["fulfillments.delivered_at", "payment_collections.status"],
            filters: { display_id: number },
          })
        const [order] = data as unknown as Order[]
        return {
          delivered: order.fulfillments.map(({ delivered_at: at }) => at !== null),
          payments: order.payment_collections.map(({ status }) => status),
        }
      }
    },
    { webDir: path.join(__dirname, "../../packages/sandbox/web") },
  )
})

async function widthOfPhoto(message: Awaited<ReturnType<TelegramPage["sees"]>>): Promise<number> {
  return message
    .locator("img")
    .first()
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))
}
