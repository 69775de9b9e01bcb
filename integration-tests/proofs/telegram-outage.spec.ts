import { setTimeout as sleep } from "node:timers/promises"
import { COURIERS, FLORISTS } from "../bot/support"
import { isDeep } from "../support/deep"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { startTelegramLine, type TelegramLine } from "../support/telegram-line"
import { Ledger } from "./ledger"
import { bouquet, WebShopper, widenSlots } from "./shopping"

jest.setTimeout(900_000)

/** Duration of the Telegram outage in ms. */
const AWAY_MS = isDeep ? 300_000 : 20_000
/** Time limit in ms for recovery. After the outage the shop waits up to a minute before its next attempt. */
const RECOVERED_MS = 180_000

type Count = { wanted: number; sent: number; repeats: number; lost: number }

describe("a shop without Telegram", () => {
  let shop: ShopProcesses
  let line: TelegramLine
  let ledger: Ledger

  beforeAll(async () => {
    line = await startTelegramLine()
    shop = await ShopProcesses.open({
      apiRoot: ({ url }) => {
        line.leadTo(url)
        return line.url
      },
    })
    await widenSlots(shop)
    await shop.start("shared")
    ledger = await Ledger.open(shop)
  })

  afterAll(async () => {
    await shop?.end()
    await line?.close()
  })

  async function buysOnTheWeb(times: number): Promise<void> {
    const { variantId } = await bouquet(shop, "pink-cloud")
    for (let time = 0; time < times; time++) {
      const web = await WebShopper.comes(shop)
      await web.adds(variantId)
      expect(await web.orders()).toHaveProperty("orderId")
    }
  }

  /** `wanted` counts messages in the shop's tables, `sent` counts messages in Telegram's chats. */
  async function count(): Promise<Count> {
    const rows = await shop.rows<{ state: string; is_repeat: boolean }>(
      "select state, is_repeat from outbox_message where deleted_at is null",
    )
    const sent = (await shop.telegram().calls()).filter(({ ok, method }) => ok && method.startsWith("send"))
    return {
      wanted: rows.length,
      sent: sent.length,
      repeats: rows.filter(({ is_repeat }) => is_repeat).length,
      lost: rows.filter(({ state }) => state === "failed" || state === "unknown").length,
    }
  }

  async function everythingIsSent(): Promise<Count> {
    await eventually(async () => {
      // The order matters: announcing a transition enqueues its messages.
      expect(await shop.rows("select id from workshop_transition where announced_at is null")).toEqual([])
      const unsent = await shop.rows(
        "select key from outbox_message where state not in ('sent', 'skipped') and deleted_at is null",
      )
      expect(unsent).toEqual([])
    }, RECOVERED_MS)
    return count()
  }

  it(`takes orders during a Telegram outage of ${AWAY_MS / 1000} s, and sends each message once afterwards`, async () => {
    await line.cut()
    await buysOnTheWeb(3)
    await sleep(AWAY_MS)
    expect((await count()).sent).toBe(0)

    await line.restore()

    const after = await everythingIsSent()
    expect(after.wanted).toBeGreaterThanOrEqual(3)
    expect(after).toEqual({ wanted: after.wanted, sent: after.wanted, repeats: 0, lost: 0 })
    expect(await ledger.faults()).toEqual([])
  })

  it("obeys Telegram's retry_after, and retries after server errors", async () => {
    const before = await count()
    const telegram = shop.telegram()
    const any = { method: "*", chat_id: FLORISTS }
    await telegram.fault({ ...any, times: 2, kind: { type: "too_many_requests", retry_after: 3 } })
    await telegram.fault({ ...any, times: 2, kind: { type: "server_error", status: 502 } })

    await buysOnTheWeb(2)

    const after = await everythingIsSent()
    expect(after.sent - before.sent).toBe(after.wanted - before.wanted)
    expect([after.repeats, after.lost]).toEqual([0, 0])
    expect(await telegram.faults()).toEqual([])
  })

  it("sends a card again, marked as a repeat, only when Telegram's answer was lost", async () => {
    const before = await count()
    await shop.telegram().fault({ method: "sendMessage", chat_id: FLORISTS, kind: { type: "answer_lost" } })
    await shop.telegram().fault({ method: "sendPhoto", chat_id: FLORISTS, kind: { type: "answer_lost" } })

    await buysOnTheWeb(1)

    const after = await everythingIsSent()
    const doubled = after.sent - before.sent - (after.wanted - before.wanted)
    expect(doubled).toBe(after.repeats)
    expect([after.repeats, after.lost]).toEqual([1, 0])
    await shop.telegram().clearFaults()
  })

  it("delivers to other chats while one chat refuses messages", async () => {
    await shop.telegram().fault({
      method: "*",
      chat_id: COURIERS,
      times: 1000,
      kind: { type: "server_error", status: 503 },
    })
    const before = await count()
    await buysOnTheWeb(1)
    await eventually(async () => expect((await count()).sent).toBeGreaterThan(before.sent), RECOVERED_MS)
    await shop.telegram().clearFaults()
  })
})
