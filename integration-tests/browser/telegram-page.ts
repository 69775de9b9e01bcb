import type { Locator, Page } from "playwright-core"

/** The sandbox's page as somebody uses it: one window, one person at a time. */
export class TelegramPage {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens the page as this person, in this chat; in the list of chats when none is named. */
  async open(person: number, chat?: number): Promise<void> {
    await this.page.goto(`${this.url}/#${chat === undefined ? person : `${person}/${chat}`}`)
    await this.page.getByTestId(`person-${person}`).waitFor({ state: "attached" })
    if (chat !== undefined) {
      await this.page.getByTestId("header-title").waitFor()
    }
  }

  async become(person: number): Promise<void> {
    await this.page.getByTestId(`person-${person}`).click()
  }

  async openChat(chat: number): Promise<void> {
    await this.page.getByTestId(`chat-${chat}`).click()
  }

  async say(text: string): Promise<void> {
    await this.page.getByTestId("composer-input").fill(text)
    await this.page.getByTestId("composer-send").click()
  }

  /** Taps the newest inline button of this label. */
  async tap(label: string | RegExp): Promise<void> {
    await this.buttons(label).last().click()
  }

  buttons(label: string | RegExp): Locator {
    return this.page.getByTestId("messages").getByRole("button", { name: label })
  }

  /** The bubbles that hold this text, oldest first. */
  messages(text: string | RegExp): Locator {
    return this.page.locator('[data-testid^="message-"]').filter({ hasText: text })
  }

  /** Waits for a bubble with this text, and returns the newest. */
  async sees(text: string | RegExp): Promise<Locator> {
    const newest = this.messages(text).last()
    await newest.waitFor()
    return newest
  }

  /** Whether anything is wider than the window. */
  scrollsSideways(): Promise<boolean> {
    return this.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll<HTMLElement>(".scroller, .left-column")].some(
        (element) => element.scrollWidth > element.clientWidth,
      ),
    )
  }
}
