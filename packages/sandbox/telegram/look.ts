import type { InlineButtonView, MessageView, Outgoing, Press, ReplyButtonView } from "./control-types"

/** Helpers of the tests' client that search messages and buttons. */

/** A text matches when it contains the string or matches the expression. */
export type Wanted = string | RegExp

const pause = { quickMs: 25, slowMs: 100, quickForMs: 1000 }

/** Polls `ask` until it returns a value. @returns undefined after the timeout */
export async function until<T>(timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const begun = Date.now()
  for (;;) {
    const answer = await ask()
    const passed = Date.now() - begun
    if (answer !== undefined || passed >= timeoutMs) return answer
    await new Promise((resolve) =>
      setTimeout(resolve, passed < pause.quickForMs ? pause.quickMs : pause.slowMs),
    )
  }
}

/** Compares texts; a non-breaking space equals a space. */
export function matches(text: string, wanted: Wanted) {
  const read = text.replaceAll("\u00a0", " ")
  return typeof wanted === "string" ? read.includes(wanted) : read.search(wanted) >= 0
}

export const says = (message: MessageView, what: Wanted) =>
  !message.from.is_me && matches(textOf(message), what)

/** Returns all texts of a message. A service message has its kind, and the name of a created topic. */
export function textOf({ text, caption, service, contact }: MessageView): string {
  return [
    text,
    caption,
    service?.kind,
    service?.topic,
    contact && `${contact.first_name} ${contact.phone_number}`,
  ]
    .filter(Boolean)
    .join("\n")
}

export function newest(messages: MessageView[], fits: (message: MessageView) => boolean) {
  return [...messages].reverse().find(fits)
}

export function placeOf(messages: MessageView[], label: Wanted): Press | undefined {
  const fits = (button: InlineButtonView) => matches(button.text, label)
  const message = newest(messages, ({ buttons }) => buttons?.some((row) => row.some(fits)) ?? false)
  const row = message?.buttons?.findIndex((buttons) => buttons.some(fits)) ?? -1
  const column = message?.buttons?.[row]?.findIndex(fits)
  return message && { message_id: message.message_id, row, column }
}

export function outgoingOf(
  button: ReplyButtonView,
  location: { latitude: number; longitude: number },
): Outgoing {
  if (button.kind === "contact") return { contact: "me" }
  return button.kind === "location" ? { location } : { text: button.text }
}

export const labels = (message: MessageView | undefined) =>
  message?.buttons?.flat().map((button) => button.text) ?? []

export function line(message: MessageView) {
  const shown = labels(message)
  const buttons = shown.length ? `  [${shown.join("] [")}]` : ""
  return `  ${message.message_id} ${message.from.name}: ${message.photo ? "🖼 " : ""}${textOf(message)}${buttons}`
}
