import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../../lib/errors"
import { optionsOf } from "../../../workflows/settings"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"
import { problemText } from "./reasons"

/** Notifies the admin chat, once for each cause, of an order that the shop cannot process by itself. */
export async function notifyOfStuckOrder(
  container: MedusaContainer,
  { id, number }: { id: string; number: number },
  error: unknown,
): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const readers = await deskReaders(container)
  await enqueue(
    container,
    readers.map(({ chatId, t }) => ({
      key: `stuck:${id}:${errorCode(error) ?? "fault"}:${chatId}`,
      chatId,
      orderId: id,
      screen: { text: t("notices.admin_stuck", { number, problem: problemText(t, error) }) },
    })),
  )
}
