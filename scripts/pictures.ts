import { mkdirSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import sharp from "sharp"
import { openBrowser } from "../integration-tests/browser/chromium"
import {
  acceptsOrder,
  buysBouquet,
  COURIER,
  entersTheShop,
  FLORIST,
  marksReady,
  SHOPPER,
  takesDelivery,
  type Scene,
} from "../integration-tests/browser/story"
import { TelegramPage } from "../integration-tests/browser/telegram-page"
import { label } from "../integration-tests/support/labels"
import { ROOT } from "./start/paths"
import { readSecrets } from "./start/secrets"

const IMAGES = path.join(ROOT, "docs", "images")
const PHONE: BrowserContextOptions = {
  viewport: { width: 430, height: 932 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
const DESKTOP: BrowserContextOptions = { viewport: { width: 1200, height: 850 } }
const ADMIN: BrowserContextOptions = { viewport: { width: 1440, height: 1180 }, locale: "en-GB" }
/** Width of a screen in a row of screens, in pixels. */
const SCREEN_WIDTH = 292
const GAP = 16
const BEHIND = "#eef3ea"

type Places = { sandbox: string; shop: string; email: string; password: string }

/**
 * Addresses of the shop and the sandbox, and the admin's login: from `npm start`'s files unless options
 * override them.
 */
function places(): Places {
  const { values } = parseArgs({ options: { sandbox: { type: "string" }, shop: { type: "string" } } })
  const secrets = readSecrets()
  const { PORT = "9000", SANDBOX_PORT = "8081", ADMIN_EMAIL, ADMIN_PASSWORD } = process.env
  return {
    sandbox: values.sandbox ?? `http://localhost:${SANDBOX_PORT}`,
    shop: values.shop ?? `http://localhost:${PORT}`,
    email: ADMIN_EMAIL ?? secrets.adminEmail,
    password: ADMIN_PASSWORD ?? secrets.adminPassword,
  }
}

async function main(): Promise<void> {
  const where = places()
  const browser = await openBrowser()
  if (!browser) {
    throw new Error("Chromium is not installed. Install it or set CHROMIUM_PATH.")
  }
  mkdirSync(IMAGES, { recursive: true })
  try {
    await takePictures(browser, where)
  } finally {
    await browser.close()
  }
}

async function takePictures(browser: Browser, where: Places): Promise<void> {
  const window = async (options: BrowserContextOptions) => {
    const page = await (await browser.newContext(options)).newPage()
    page.setDefaultTimeout(30_000)
    return page
  }
  const telegram = async (options: BrowserContextOptions) =>
    new TelegramPage(await window(options), where.sandbox)
  const [aziza, dilnoza, bobur] = await Promise.all([PHONE, DESKTOP, DESKTOP].map(telegram))
  await mustBeNew(aziza)
  await entersTheShop(dilnoza, FLORIST)
  await entersTheShop(bobur, COURIER)
  await entersTheShop(aziza, SHOPPER)

  const screens: Buffer[] = []
  let bouquet: Buffer = Buffer.alloc(0)
  const look = async (scene: Scene, { page }: TelegramPage) => {
    screens.push(await still(page))
    bouquet = scene === "product" ? await pictureOn(page) : bouquet
  }
  const number = await buysBouquet(aziza, { bouquet: /^2$/, look })
  await save("shopper", await strip(screens))

  await acceptsOrder(dilnoza, number, async (scene, { page }) => {
    if (scene === "offer") {
      await save("florists", await still(page))
    }
  })
  await marksReady(dilnoza, number, bouquet)
  await aziza.tap(label("photo.like"))
  await takesDelivery(bobur, number)
  await save("admin", await orderInAdmin(await window(ADMIN), where, number))
  await save("paying", await strip(await paysOnline(aziza)))
}

/** Buys the same bouquet again and pays with Payme; returns pictures of Payme's page before and after. */
async function paysOnline(aziza: TelegramPage): Promise<Buffer[]> {
  await aziza.tap("Где мой заказ")
  await aziza.tap("Повторить")
  await aziza.tap(/🕐 \d/)
  await aziza.tap(/Payme · /)
  await aziza.sees("ждёт оплаты")
  const opening = aziza.page.context().waitForEvent("page")
  await aziza.tap(/Оплатить \d/)
  const payPage = await opening
  await payPage.getByTestId("pay-page").waitFor()
  const before = await still(payPage)
  await payPage.getByRole("button", { name: /^Оплатить/ }).click()
  await payPage.getByRole("heading", { name: "Оплачено" }).waitFor()
  return [before, await still(payPage)]
}

/** Checks that the sandbox shopper has no order yet: the bot asks a returning shopper fewer questions. */
async function mustBeNew(page: TelegramPage): Promise<void> {
  await page.open(SHOPPER, SHOPPER)
  await page.page.waitForTimeout(1_000)
  if (!(await page.page.getByTestId("start").isVisible())) {
    throw new Error(
      "Aziza already has a chat with this shop. Take the pictures in a new shop:\n" +
        "  GULDASTA_DATA_DIR=/tmp/guldasta-pictures npm start\n" +
        "  GULDASTA_DATA_DIR=/tmp/guldasta-pictures npm run pictures",
    )
  }
}

/** Takes a screenshot after all animations on the page have ended. */
async function still(page: Page): Promise<Buffer> {
  await page.mouse.move(1, 1)
  await page.waitForTimeout(1_500)
  return page.screenshot({ animations: "disabled" })
}

/** Reads the bytes of the newest photo in the chat. */
async function pictureOn(page: Page): Promise<Buffer> {
  const address = await page
    .locator(".bubble img")
    .last()
    .evaluate((image: HTMLImageElement) => image.src)
  const response = await page.request.get(address)
  return response.body()
}

async function orderInAdmin(page: Page, { shop, email, password }: Places, number: number): Promise<Buffer> {
  await page.goto(`${shop}/app/login`)
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.keyboard.press("Enter")
  await page.getByRole("link", { name: "Orders" }).first().click()
  await page
    .getByRole("cell", { name: `#${number}`, exact: true })
    .first()
    .click()
  const widget = page.getByTestId("guldasta-workshop")
  await widget.scrollIntoViewIfNeeded()
  return still(page)
}

/** Joins phone screens side by side into one picture. */
async function strip(screens: Buffer[]): Promise<Buffer> {
  const phones = await Promise.all(screens.map(roundedScreen))
  const height = Math.max(...phones.map(({ info }) => info.height)) + 2 * GAP
  const width = phones.length * (SCREEN_WIDTH + GAP) + GAP
  return sharp({ create: { width, height, channels: 3, background: BEHIND } })
    .composite(
      phones.map(({ data }, index) => ({ input: data, left: GAP + index * (SCREEN_WIDTH + GAP), top: GAP })),
    )
    .png()
    .toBuffer()
}

async function roundedScreen(screen: Buffer) {
  const { data, info } = await sharp(screen)
    .resize({ width: SCREEN_WIDTH })
    .png()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const corners = Buffer.from(
    `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="18"/></svg>`,
  )
  return sharp(data)
    .composite([{ input: corners, blend: "dest-in" }])
    .png()
    .toBuffer({ resolveWithObject: true })
}

async function save(name: string, picture: Buffer): Promise<void> {
  const file = path.join(IMAGES, `${name}.png`)
  const { size } = await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(file)
  console.log(`docs/images/${name}.png  ${Math.ceil(size / 1024)} KB`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
