import type { MedusaContainer } from "@medusajs/framework/types"
import type { OpenChange } from "../../../medusa-sql/order-changes"
import { listOpenChanges } from "../../../workflows/order-edits/open-change"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"
import { openChangeText } from "../announcements/open-change-text"
import { reminderNumber } from "./due"

/** Validity of a reminder in ms. */
const VALID_MS = 10 * 60_000

/**
 * Reminds owners and managers of changes in Medusa's admin that nobody finished, at growing intervals: an open order edit,
 * return, exchange, claim or transfer stops the workshop.
 */
export async function remindOfOpenChanges(container: MedusaContainer, now: Date): Promise<void> {
  const due = (await listOpenChanges(container)).flatMap((change) => {
    const number = reminderNumber(now.getTime() - new Date(change.begun_at).getTime())
    return number === undefined ? [] : [{ change, number }]
  })
  if (!due.length) {
    return
  }
  const readers = await deskReaders(container)
  const messages = (change: OpenChange, number: number) =>
    readers.map(({ chatId, t }) => ({
      key: `open_change:${change.id}:${number}:${chatId}`,
      chatId,
      orderId: change.order_id,
      goodUntil: new Date(now.getTime() + VALID_MS),
      screen: {
        text: t("reminders.open_change", { number: change.number, change: openChangeText(t, change) }),
      },
    }))
  await enqueue(
    container,
    due.flatMap(({ change, number }) => messages(change, number)),
  )
}
