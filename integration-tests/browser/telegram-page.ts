import type { Locator, Page } from "playwright-core"

/** The sandbox's page in one window, as one person at a time. */
export class TelegramPage {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens the page as a person, in this chat or in the list of chats. */
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

  /** Taps the newest inline button with this label. */
  async tap(label: string | RegExp): Promise<void> {
    await this.buttons(label).last().click()
  }

  buttons(label: string | RegExp): Locator {
    return this.page.getByTestId("messages").getByRole("button", { name: label })
  }

  /** The message bubbles that contain this text, oldest first. */
  messages(text: string | RegExp): Locator {
    return this.page.locator('[data-testid^="message-"]').filter({ hasText: text })
  }

  /** Waits for a bubble with this text, and returns the newest. */
  async sees(text: string | RegExp): Promise<Locator> {
    const newest = this.messages(text).last()
    await newest.waitFor()
    return newest
  }

  /**
   * What a person sees of the message with this button without scrolling.
   *
   * @returns the height from the message's top to the end of the button and the height of the chat, in CSS pixels; and the
   * labels of the message's buttons that are cut off
   */
  fold(label: string | RegExp): Promise<{ needed: number; room: number; cut: string[] }> {
    return this.buttons(label)
      .last()
      .evaluate((button) => {
        const message = button.closest('[data-testid^="message-"]')
        const chat = button.closest(".scroller")
        if (!message || !chat) throw new Error("The button belongs to no message.")
        const labels = [...message.querySelectorAll<HTMLElement>(".inline-label")]
        return {
          needed: button.getBoundingClientRect().bottom - message.getBoundingClientRect().top,
          room: chat.clientHeight,
          cut: labels
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(({ textContent }) => textContent ?? ""),
        }
      })
  }

  /** Whether the page scrolls horizontally. */
  scrollsSideways(): Promise<boolean> {
    return this.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll<HTMLElement>(".scroller, .left-column")].some(
        (element) => element.scrollWidth > element.clientWidth,
      ),
    )
  }
}
