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
  type Scene,
  takesDelivery,
} from "./story"
import { TelegramPage } from "./telegram-page"
import { label, saying } from "../support/labels"

/** A small phone. */
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
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

        await opensBuilder(aziza)
        const seen: Scene[] = []
        const look = async (scene: Scene) => {
          const main = MAIN_BUTTONS[scene]
          if (main) {
            await isAboveFold(aziza, main)
            seen.push(scene)
          }
        }
        const number = await buysBouquet(aziza, { address, look })
        expect(seen).toEqual(Object.keys(MAIN_BUTTONS))
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

/** The main button of each screen on the way to an order. */
const MAIN_BUTTONS: Partial<Record<Scene, RegExp>> = {
  catalog: /^6$/,
  product: saying("catalog.add_to_cart"),
  zones: /Центр Бухары/i,
  slots: /🕐 \d/,
  summary: saying("checkout.pay_pp_system_default"),
  confirmation: saying("checkout.status"),
}

/** The picture, the text and the button are on the screen together, and no label is cut off. */
async function isAboveFold(page: TelegramPage, button: RegExp): Promise<void> {
  const { needed, room, cut } = await page.fold(button)
  expect({ button, needed, cut }).toEqual({ button, needed: Math.min(needed, room), cut: [] })
}

/** Adds seven stems in the builder, and returns to the menu. */
async function opensBuilder(page: TelegramPage): Promise<void> {
  await page.tap(label("common.menu_builder"))
  await page.tap(/^1$/)
  await page.sees(saying("builder.ask_count"))
  await isAboveFold(page, /^101$/)
  await page.tap(/^7$/)
  await page.sees(saying("builder.total", { count: 7 }))
  await isAboveFold(page, saying("catalog.add_to_cart"))
  await page.tap(saying("common.to_menu"))
}

async function widthOfPhoto(message: Awaited<ReturnType<TelegramPage["sees"]>>): Promise<number> {
  return message
    .locator("img")
    .first()
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))
}
