import { mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Locator, Page } from "playwright-core"
import texts from "../../src/admin/i18n"
import { TEST_OWNER } from "../support/seed"

/** Folder of the screenshots of the last run, for people to look at. */
export const SCREENSHOTS = path.join(tmpdir(), "guldasta-admin")

const WIDTHS = [390, 1280]
const HEIGHT = 900

type Tree = { [key: string]: string | Tree }

/** Returns the admin's text of a key, as the pages show it. */
export function adminText(
  key: string,
  values: Record<string, string | number> = {},
  language: "en" | "ru" = "en",
) {
  const text = key
    .split(".")
    .reduce<string | Tree>(
      (tree, part) => (typeof tree === "string" ? tree : tree[part]),
      texts[language].guldasta,
    )
  if (typeof text !== "string") {
    throw new Error(`The admin has no text "${key}".`)
  }
  return text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name]))
}

/** Medusa's admin in Chromium, with the logged-in owner. */
export class AdminPage {
  /** Errors of the browser's console and uncaught exceptions since the log-in. */
  readonly mistakes: string[] = []

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Logs a user in with the form; by default the owner. */
  static async logsIn(
    page: Page,
    url: string,
    { email, password } = { email: TEST_OWNER.adminEmail, password: TEST_OWNER.adminPassword },
  ): Promise<AdminPage> {
    const admin = new AdminPage(page, url)
    page.on("pageerror", ({ message }) => admin.mistakes.push(message))
    const address = page.locator("input[name=email]")
    for (let visit = 1; visit <= 4 && !(await address.isVisible()); visit += 1) {
      await page.goto(`${url}/app/login`)
      // A new page of Chromium sometimes stays empty when other pages of the admin are open.
      await address.waitFor({ timeout: 15_000 }).catch(() => undefined)
    }
    await address.fill(email)
    await page.locator("input[name=password]").fill(password)
    await page.locator("button[type=submit]").click()
    await page.waitForURL((to) => !to.pathname.endsWith("/login"))
    // Before the log-in the admin's check of the session answers 401, which the console shows as an error.
    page.on("console", (message) => {
      const from = message.location().url
      // Medusa's admin loads pictures of flags from a CDN, which a test machine may not reach.
      const isForeign = from.startsWith("http") && !from.startsWith(url)
      if (message.type() === "error" && !isForeign) {
        admin.mistakes.push(`${message.text()} (${from})`)
      }
    })
    return admin
  }

  async opens(route: string): Promise<void> {
    await this.page.goto(`${this.url}/app${route}`)
  }

  /** Waits for a heading of the page. */
  sees(heading: string): Promise<void> {
    return this.page.getByRole("heading", { name: heading, exact: true }).first().waitFor()
  }

  /** Waits for a toast with this text. */
  async seesToast(text: string): Promise<void> {
    await this.page.getByRole("listitem").filter({ hasText: text }).first().waitFor()
  }

  /** The row of a table that contains all given texts. */
  row(...parts: string[]): Locator {
    return parts.reduce((rows, hasText) => rows.filter({ hasText }), this.page.locator("tbody tr"))
  }

  /** Chooses an option of a select with this label. */
  async chooses(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).first().click()
    await this.page.getByRole("option", { name: option, exact: true }).click()
  }

  /**
   * Makes a screenshot of the page, or of a part of it, at each width.
   *
   * @returns problems of the layout and raw text keys that the page shows
   */
  async problems(name: string, part: Page | Locator = this.page): Promise<string[]> {
    mkdirSync(SCREENSHOTS, { recursive: true })
    const problems: string[] = []
    for (const width of WIDTHS) {
      await this.page.setViewportSize({ width, height: HEIGHT })
      await part.screenshot({ path: path.join(SCREENSHOTS, `${name}-${width}.png`) })
      const isTooWide = await this.page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      if (isTooWide) {
        problems.push(`${name} scrolls sideways at ${width} px`)
      }
    }
    const shown = await this.page.locator("body").innerText()
    const rawKeys = shown.match(RAW_KEY) ?? []
    return [...problems, ...rawKeys.map((key) => `${name} shows the key ${key}`)]
  }
}

/** A key of the shop's texts that is shown instead of its text. */
const RAW_KEY = new RegExp(`\\b(${Object.keys(texts.en.guldasta).join("|")})\\.[a-z_.]+\\b`, "g")
