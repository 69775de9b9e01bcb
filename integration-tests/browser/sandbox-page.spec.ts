import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Bot } from "grammy"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import {
  startTelegramSandbox,
  type SandboxOptions,
  type TelegramSandbox,
} from "../../packages/sandbox/telegram/server"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { SANDBOX_PERSON, TIME_ZONE } from "../../src/lib/shop"
import { describeInBrowser, openBrowser } from "./chromium"
import { demoBot } from "./demo-bot"
import { plainPng } from "./picture"
import { TelegramPage } from "./telegram-page"

jest.setTimeout(300_000)

/** The fonts that Chromium draws an element's text with, and whether each comes from the page or from the machine. */
async function fontsOf(page: Page, selector: string): Promise<[name: string, source: string][]> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send("DOM.enable")
  await devTools.send("CSS.enable")
  const { root } = await devTools.send("DOM.getDocument")
  const { nodeId } = await devTools.send("DOM.querySelector", { nodeId: root.nodeId, selector })
  const { fonts } = await devTools.send("CSS.getPlatformFontsForNode", { nodeId })
  return fonts.map(({ familyName, isCustomFont }) => [
    familyName,
    isCustomFont ? "from the page" : "from the machine",
  ])
}

const aziza = 1001
const jasur = 1002
const dilnoza = 2001
const floristsChannel = -1001000000001
const shopChannel = -1001000000003

describeInBrowser("The sandbox's page", () => {
  let sandbox: TelegramSandbox
  let bot: Bot
  let browser: Browser
  let page: TelegramPage
  let mistakes: string[]

  beforeAll(async () => {
    const opened = await openBrowser()
    if (!opened) throw new Error("the browser has been closed")
    browser = opened
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    sandbox = await startSandbox()
    bot = demoBot(sandbox.token, sandbox.apiRoot, sandbox.bot.username)
    void bot.start()
    mistakes = []
    page = await newPage({ viewport: { width: 1280, height: 800 } })
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await bot.stop()
    await sandbox.close()
    expect(mistakes).toEqual([])
  })

  function startSandbox(options: SandboxOptions = {}): Promise<TelegramSandbox> {
    const webDir = path.join(__dirname, "../../packages/sandbox/web")
    return startTelegramSandbox({ webDir, people: storyPeople, chats: storyChats, ...options })
  }

  async function newPage(options: BrowserContextOptions): Promise<TelegramPage> {
    const context = await browser.newContext(options)
    const opened = await context.newPage()
    opened.setDefaultTimeout(60_000)
    opened.on("pageerror", (error) => mistakes.push(error.message))
    return new TelegramPage(opened, sandbox.url)
  }

  /** Opens a person's chat with the bot and presses Start. */
  async function started(person: number): Promise<void> {
    await page.open(person, person)
    await page.page.getByTestId("start").click()
    await page.sees("In the cart: 0")
  }

  it("lets the user choose a person, press START and get an answer", async () => {
    await page.open(aziza)
    await page.page.getByTestId("me").getByText("shopper, reads Russian").waitFor()

    await page.become(jasur)
    await page.page.getByTestId("me").getByText("Jasur Toshev — shopper, reads Uzbek").waitFor()
    await page.openChat(jasur)
    await page.page.getByTestId("start").click()

    await page.sees("Welcome!")
    expect(await page.messages("/start").count()).toBe(1)
    expect(page.page.url()).toContain(`#${jasur}/${jasur}`)
    await page.become(aziza)
    await page.openChat(aziza)
    await page.page.getByTestId("start").waitFor()
    expect(await page.messages(/./).count()).toBe(0)
  })

  it("shares the bot's results in a chat that the person chooses", async () => {
    page = await newPage({ viewport: { width: 360, height: 740 } })
    await started(aziza)
    await page.say("/share")
    await page.sees("To share")
    const results = page.page.getByTestId("inline-results")
    const choice = page.page.getByTestId("choose-chat")
    const input = page.page.getByTestId("composer-input")
    const title = page.page.getByTestId("header-title")

    await page.tap("To a friend")
    await choice.getByRole("button", { name: "Jasur" }).click()
    await title.getByText("Jasur Toshev").waitFor()
    expect(await input.inputValue()).toBe("@guldasta_sandbox_bot roses")
    await results.getByTestId("inline-rose").locator("img").click()
    const shared = await page.sees("A rose")
    await shared.getByText("via @guldasta_sandbox_bot").waitFor()
    expect(await input.inputValue()).toBe("")
    expect(await results.isVisible()).toBe(false)

    // The other person sees the message, and opens the bot with its button.
    await page.open(jasur)
    await page.page.getByTestId(/^chat-1\d{13}$/).click()
    await page.sees("A rose")
    expect(await page.page.getByTestId("start").count()).toBe(0)
    await page.tap("Open")
    await page.sees("You came for: roses")

    await page.open(aziza, aziza)
    await page.tap("Here")
    await results.getByText("No. 0 of lilies").waitFor()
    await results.getByText("No. 19 of lilies").scrollIntoViewIfNeeded()
    await results.getByText("No. 39 of lilies").scrollIntoViewIfNeeded()
    expect(await page.scrollsSideways()).toBe(false)
    await results.getByText("39 dollars").click()
    await page.sees("Result 39 of lilies")
    await input.fill("@guldasta_sandbox_bot nothing")
    await page.page.getByTestId("inline-start").getByText("Nothing. To the shop").click()
    await page.sees("You came for: shop")

    await page.tap("To a group")
    expect(await choice.getByRole("button").count()).toBe(0)
    await page.page.keyboard.press("Escape")
    await page.tap("A link")
    await choice.getByRole("button", { name: "Marina" }).click()
    await title.getByText("Marina Kim").waitFor()
    expect(await input.inputValue()).toBe("https://guldasta.uz\nRoses")
  })

  it("adds a visitor, selects them at once, and keeps them after a restart", async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-page-"))
    await bot.stop()
    await sandbox.close()
    sandbox = await startSandbox({ dataDir })
    page = await newPage({ viewport: { width: 360, height: 740 } })
    await page.open(aziza)
    await page.page.getByTestId("add-person").click()
    const dialog = page.page.getByTestId("new-person-dialog")
    const phone = dialog.getByLabel("Phone number")
    const free = await phone.inputValue()
    expect(free).toMatch(/^\+998\d{9}$/)
    expect(storyPeople.map(({ phone_number }) => phone_number)).not.toContain(free)

    await dialog.getByRole("button", { name: "Add" }).click()
    await dialog.getByTestId("refusal").getByText("first_name must be").waitFor()
    await dialog.getByLabel("First name").fill("Zarina")
    await dialog.getByLabel("Language").selectOption("uz")
    await phone.fill("nine")
    await dialog.getByRole("button", { name: "Add" }).click()
    await dialog.getByTestId("refusal").getByText("phone_number must be a number").waitFor()
    await phone.fill("+998 90 555-00-77")
    await dialog.getByRole("button", { name: "Add" }).click()
    const me = page.page.getByTestId("me").getByText("Zarina — visitor, reads Uzbek")
    await me.waitFor()
    const added = sandbox.world.state.people.at(-1)
    expect(added).toMatchObject({ phone_number: "+998905550077", part: "other" })
    expect(String(added?.id)).toMatch(new RegExp(SANDBOX_PERSON))
    expect(await page.page.getByTestId(`person-${added?.id}`).getAttribute("aria-pressed")).toBe("true")
    expect(await page.scrollsSideways()).toBe(false)

    await sandbox.close()
    sandbox = await startSandbox({ dataDir, port: Number(new URL(sandbox.url).port) })
    bot = demoBot(sandbox.token, sandbox.apiRoot, sandbox.bot.username)
    void bot.start()
    await page.page.reload()
    await me.waitFor()
    await page.openChat(added?.id ?? 0)
    await page.page.getByTestId("start").click()
    await page.sees("Welcome!")
    await rm(dataDir, { recursive: true, force: true })
  })

  it("edits a message in place when a button is tapped", async () => {
    await started(aziza)
    const cart = await page.sees("In the cart: 0")
    const id = await cart.getAttribute("data-testid")

    await page.tap("Add one")
    await page.sees("In the cart: 1")
    await page.tap("Add one")

    const edited = await page.sees("In the cart: 2")
    expect(await edited.getAttribute("data-testid")).toBe(id)
    expect(await edited.locator(".edited").count()).toBe(1)
    expect(await page.messages("In the cart").count()).toBe(1)
  })

  it("shows an answer as an alert with OK, or as a toast after a loading state", async () => {
    await started(aziza)

    await page.tap("Is it left?")
    const alert = page.page.getByTestId("alert")
    await alert.getByText("The last one was sold a minute ago").waitFor()
    await alert.getByRole("button", { name: "OK" }).click()
    await alert.waitFor({ state: "detached" })

    await page.tap("Keep it")
    expect(await page.buttons("Keep it").getAttribute("aria-busy")).toBe("true")
    await page.page.getByTestId("toast").getByText("Kept for an hour").waitFor()
    await page.page.locator('[aria-busy="true"]').waitFor({ state: "detached" })
  })

  it("sends a contact and a location from the reply keyboard and from the attachment menu", async () => {
    await started(aziza)
    await page.say("/who")
    const keyboard = page.page.getByTestId("reply-keyboard")

    await keyboard.getByRole("button", { name: "My number" }).click()
    await page.page.getByTestId("confirm").getByRole("button", { name: "Share" }).click()
    await page.sees("Number 998901234501")

    await keyboard.getByRole("button", { name: "My place" }).click()
    await page.page.getByTestId("location-dialog").getByRole("button", { name: "Lyabi-Hauz" }).click()
    await page.sees("Place 39.773 64.4207")

    await keyboard.getByRole("button", { name: "Never mind" }).click()
    await page.sees("Gone")
    await keyboard.waitFor({ state: "hidden" })

    await page.page.getByTestId("attach").click()
    await page.page.getByTestId("attach-contact").click()
    const dialog = page.page.getByTestId("contact-dialog")
    await dialog.getByLabel("First name").fill("Nodira")
    await dialog.getByLabel("Phone number").fill("+998935550011")
    await dialog.getByRole("button", { name: "Send this contact" }).click()
    await page.sees(/Number \+?998935550011/)
  })

  it("sends a photo with a caption, and shows the bot's photos and albums", async () => {
    await started(aziza)

    const picture = { name: "garden.png", mimeType: "image/png", buffer: plainPng(300, 200, [80, 160, 90]) }
    await page.page.getByTestId("photo-input").setInputFiles(picture)
    const dialog = page.page.getByTestId("photo-dialog")
    await dialog.getByLabel("Caption").fill("Like this, please")
    await dialog.getByRole("button", { name: "Send" }).click()
    await page.sees("Photo 300x200: Like this, please")

    await page.say("/photo")
    const roses = await page.sees("Roses, 15 stems")
    await page.say("/album")
    const album = await page.sees("From all sides")
    expect(await album.locator("img").count()).toBe(3)
    const widths = await page.page
      .locator(".bubble img")
      .evaluateAll((images: HTMLImageElement[]) =>
        Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth))),
      )
    expect(widths).toEqual([300, 640, 640, 640, 640])

    await roses.getByRole("button", { name: "View the photo" }).click()
    await page.page.getByTestId("photo-viewer").getByText("Roses, 15 stems").waitFor()
    await page.page.keyboard.press("Escape")
    await page.page.getByTestId("photo-viewer").waitFor({ state: "detached" })
  })

  it("opens a deep link in the page, and sends a tapped command", async () => {
    await started(aziza)

    await page.tap("To the roses")
    await page.sees("You came for: roses")

    await page.say("/rich")
    const rich = await page.sees("bold italic")
    expect(await rich.locator("strong").innerText()).toBe("bold")
    await rich.getByRole("button", { name: "Hidden text" }).click()
    await rich.getByRole("button", { name: "/who" }).click()
    await page.sees("Who are you, and where?")
  })

  it("shows the bot's chat action, and removes deleted messages", async () => {
    await started(aziza)
    await page.say("/brief")

    await page.page.getByTestId("header-status").getByText("typing").waitFor()
    const brief = await page.sees("This goes away")
    await brief.waitFor({ state: "detached" })
  })

  it("shows markup as plain text", async () => {
    await started(aziza)
    const markup = '<img src=x onerror="document.title=1"><b>not bold</b>'

    await page.say(markup)

    const echo = await page.sees("You said:")
    expect(await echo.locator(".words").innerText()).toContain(markup)
    expect(await page.page.locator(".words img, .words b").count()).toBe(0)
  })

  it("blocks the bot, and shows the reason of a refusal", async () => {
    await started(aziza)
    await page.page.getByTestId("chat-menu").click()
    await page.page.getByTestId("block").click()
    await page.page.getByTestId("unblock-button").waitFor()
    await expect(bot.api.sendMessage(aziza, "Hello?")).rejects.toThrow(/blocked by the user/)

    await page.page.getByTestId("unblock-button").click()
    await bot.api.sendMessage(aziza, "Hello again")
    await page.sees("Hello again")
  })

  it("reports a lost server, and is up to date after it returns", async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-page-"))
    await bot.stop()
    await sandbox.close()
    sandbox = await startSandbox({ dataDir })
    bot = demoBot(sandbox.token, sandbox.apiRoot, sandbox.bot.username)
    page = await newPage({ viewport: { width: 1280, height: 800 } })
    await page.open(aziza, aziza)
    await page.page.getByTestId("start").click()
    await page.sees("/start")

    await sandbox.close()
    await page.page.getByText("Connecting to the sandbox…").waitFor()
    await page.say("Anybody here?")
    await page.page.getByTestId("toast-error").getByText("cannot be reached").waitFor()
    expect(await page.page.getByTestId("composer-input").inputValue()).toBe("Anybody here?")

    sandbox = await startSandbox({ dataDir, port: Number(new URL(sandbox.url).port) })
    await bot.api.sendMessage(aziza, "Said at once after the start")
    await page.sees("Said at once after the start")
    await page.page.getByText("Connecting to the sandbox…").waitFor({ state: "hidden" })
    await page.page.getByTestId("composer-send").click()
    await page.sees("Anybody here?")
    await rm(dataDir, { recursive: true, force: true })
  })

  it("updates several windows live, and counts unread messages of other people", async () => {
    const florist = await newPage({ viewport: { width: 1000, height: 700 } })
    await florist.open(dilnoza, floristsChannel)
    await page.open(aziza)

    await bot.api.sendMessage(floristsChannel, "Order 1042: peonies")
    await florist.sees("Order 1042: peonies")
    await bot.api.sendMessage(floristsChannel, "Order 1043: tulips")
    await florist.sees("Order 1043: tulips")

    // Marina has read neither message; Dilnoza, whose chat is open, has read both.
    await page.page.getByTestId("person-2002").locator(".badge").getByText("2").waitFor()
    await page.page.waitForFunction(
      (id) => document.querySelector(`[data-testid="person-${id}"] .badge`)?.textContent === "",
      dilnoza,
    )
  })

  it("lets six windows of one browser be six people at once", async () => {
    const windows = [page]
    for (const { id } of storyPeople.slice(1)) {
      const another = new TelegramPage(await page.page.context().newPage(), sandbox.url)
      await another.open(id, shopChannel)
      windows.push(another)
    }
    await page.open(aziza, shopChannel)

    await bot.api.sendMessage(shopChannel, "Peonies have come")
    await Promise.all(windows.map((one) => one.sees("Peonies have come")))
  })

  it("keeps the scroll position, and counts new messages below", async () => {
    await started(aziza)
    for (let line = 1; line <= 25; line++) await bot.api.sendMessage(aziza, `Line ${line}`)
    await page.sees("Line 25")
    const down = page.page.getByTestId("scroll-down")
    expect(await down.getAttribute("class")).not.toContain("shown")

    await page.page.locator(".scroller").evaluate((scroller) => scroller.scrollTo({ top: 0 }))
    await page.page.locator(".down-button.shown").waitFor()
    await bot.api.sendMessage(aziza, "Far below")
    await down.getByText("1").waitFor()
    expect(await page.page.locator(".scroller").evaluate(({ scrollTop }) => scrollTop)).toBe(0)

    await down.click()
    await page.page.locator(".down-button:not(.shown)").waitFor()

    // Another chat opens at its end, also when its few messages cannot scroll.
    await page.page.locator(".scroller").evaluate((scroller) => scroller.scrollTo({ top: 0 }))
    await page.page.locator(".down-button.shown").waitFor()
    await page.openChat(shopChannel)
    await page.page.getByTestId("header-title").getByText("Guldasta Buxoro").waitFor()
    expect(await page.page.locator(".down-button.shown").count()).toBe(0)
  })

  it("shows the day at the top while the list scrolls, and hides it a second later", async () => {
    await started(aziza)
    for (let line = 1; line <= 25; line++) await bot.api.sendMessage(aziza, `Line ${line}`)
    await page.sees("Line 25")
    const hidden = page.page.locator(".floating-day:not(.shown)")
    await hidden.waitFor({ state: "attached" })

    await page.page.locator(".scroller").evaluate((scroller) => scroller.scrollBy(0, -200))
    await page.page.locator(".floating-day.shown").getByText("Today").waitFor()
    await hidden.waitFor({ state: "attached" })
    expect(await page.page.locator(".messages .day").allInnerTexts()).toEqual(["Today"])
    // At the beginning of the chat the day stands in the list itself.
    await page.page.locator(".scroller").evaluate((scroller) => scroller.scrollTo({ top: 0 }))
    await page.page.waitForTimeout(300)
    expect(await page.page.locator(".floating-day.shown").count()).toBe(0)
  })

  it("shows the shop's time, the bot's picture, and emoji of its own font", async () => {
    page = await newPage({ viewport: { width: 1280, height: 800 }, timezoneId: "America/New_York" })
    const font = page.page.waitForResponse(/\/emoji-font\/files\/.*\.woff2$/)
    await started(aziza)
    const { date } = await bot.api.sendMessage(aziza, "Roses 🌹")
    const roses = await page.sees("Roses 🌹")

    const format = new Intl.DateTimeFormat("ru", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" })
    expect(await roses.locator("time").innerText()).toBe(format.format(date * 1000))
    const pictures = await page.page
      .locator(".chat-header img, .chat-list img")
      .evaluateAll((images: HTMLImageElement[]) => images.map((image) => image.naturalWidth > 0))
    expect(pictures).toEqual([true, true])
    expect((await font).headers()["cache-control"]).toContain("max-age=")
    await page.page.waitForFunction(() => [...document.fonts].some(({ status }) => status === "loaded"))
    expect(await fontsOf(page.page, ".post:last-child .words")).toContainEqual([
      "Noto Color Emoji",
      "from the page",
    ])
  })

  it("speaks the browser's language, or the chosen one, which it keeps", async () => {
    page = await newPage({ viewport: { width: 360, height: 740 }, locale: "uz-UZ" })
    await page.open(aziza, aziza)
    await page.page.getByTestId("start").getByText("BOSHLASH").click()
    await page.sees("Welcome!")
    await page.page.getByRole("button", { name: "Yuborish" }).waitFor()
    await page.page.locator(".messages .day").getByText("Bugun").waitFor()

    await page.page.getByRole("button", { name: "Chatlarga qaytish" }).click()
    await page.page.getByTestId("language").click()
    await page.page.getByTestId("language-ru").click()
    await page.page.getByTestId("me").getByText("Aziza Karimova — клиент, читает по-русски").waitFor()
    expect(await page.page.evaluate(() => document.documentElement.lang)).toBe("ru")
    expect(await page.scrollsSideways()).toBe(false)
    await page.page.reload()
    await page.page.getByPlaceholder("Поиск").waitFor()

    const foreign = await newPage({ locale: "fr-FR" })
    await foreign.open(aziza)
    await foreign.page.getByPlaceholder("Search").waitFor()
  })

  it("switches to dark mode and keeps it", async () => {
    await page.open(aziza)
    const theme = () => page.page.evaluate(() => document.documentElement.dataset.theme)
    expect(await theme()).toBe("light")

    await page.page.getByTestId("theme-toggle").click()
    expect(await theme()).toBe("dark")
    await page.page.reload()
    await page.page.getByTestId("theme-toggle").waitFor()
    expect(await theme()).toBe("dark")

    const night = await newPage({ colorScheme: "dark" })
    await night.open(aziza)
    expect(await night.page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark")
  })

  it("fits a phone of 360 pixels with one column at a time", async () => {
    page = await newPage({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true })
    await page.open(aziza)
    expect(await page.scrollsSideways()).toBe(false)
    await page.openChat(aziza)
    await page.page.getByTestId("start").click()
    await page.say("/who")
    await page.say("/photo")
    await page.say("/album")
    await page.say("w".repeat(200))
    await page.sees(/You said: w+/)

    expect(await page.scrollsSideways()).toBe(false)
    expect(await page.page.getByTestId(`chat-${aziza}`).isVisible()).toBe(false)
    await page.page.getByTestId("back").click()
    expect(await page.page.getByTestId(`chat-${aziza}`).isVisible()).toBe(true)
    expect(await page.scrollsSideways()).toBe(false)
  })
})
