import type { ExecArgs } from "@medusajs/framework/types"
import { enqueue } from "../../src/bot/outbox"

/** Telegram id of the first reader. */
const FIRST = 300_000_000

/** Enqueues a message to many people, as a mailing does. @param args a name for the mailing, and the number of people */
export default async function enqueueMailing({
  container,
  args: [name, readers] = [],
}: ExecArgs): Promise<void> {
  await enqueue(
    container,
    Array.from({ length: Number(readers) }, (_, index) => ({
      key: `bench:${name}:${index}`,
      chatId: String(FIRST + index),
      screen: { text: "8 Марта: букеты с доставкой сегодня." },
      isBulk: true,
    })),
  )
}
