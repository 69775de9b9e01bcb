import { setTimeout as sleep } from "node:timers/promises"
import type { SandboxClient } from "../../packages/sandbox/telegram/client"
import type { Fault } from "../../packages/sandbox/telegram/control-types"
import { enqueue } from "../../src/bot/outbox"
import { outboxOf } from "../../src/bot/outbox/outbox"
import { PACE } from "../../src/bot/outbox/pacer"
import { CallReporter } from "../../src/bot/outbox/shared-calls"
import { createAdmin } from "../support/admin"
import { ADMINS, AZIZA, botSuite, DILNOZA, FLORISTS, JASUR, MADINA } from "../bot/support"
import { enters, eventually, outboxIsEmpty, telegramOf } from "../bot/workshop-support"
import { saying } from "../support/labels"

jest.setTimeout(300_000)

const LONG_WAIT = { within: 60_000 }

botSuite("the outbox", ({ telegram: connect, container, api }) => {
  const begin = async () => {
    const telegram = connect()
    await telegram.clearFaults()
    const [aziza, jasur, madina] = [AZIZA, JASUR, MADINA].map((id) => telegram.person(id))
    await Promise.all([enters(aziza), enters(jasur)])
    return { telegram, aziza, madina }
  }

  const enqueueText = (chat: number, ...texts: string[]) =>
    enqueue(
      container(),
      texts.map((text) => ({ key: `test:${chat}:${text}`, chatId: String(chat), screen: { text } })),
    )

  /** The delivered messages of a chat that begin with this text, in their order. */
  const arrived = async (telegram: SandboxClient, chat: number, start: string) => {
    const views = await telegram.person(chat > 0 ? chat : MADINA).messages(chat > 0 ? {} : { in: chat })
    return views.flatMap(({ text }) => (text?.startsWith(start) ? [text] : []))
  }

  const row = async (chat: number, text: string) => {
    const [message] = await outboxOf(container()).listMessages({ key: `test:${chat}:${text}` })
    return message
  }

  const stateBecomes = (chat: number, text: string, state: string) =>
    eventually(async () => (await row(chat, text)).state === state, 60_000)

  const words = (start: string, count: number) => Array.from({ length: count }, (_, i) => `${start} ${i + 1}`)

  const faults: [string, Fault["kind"]][] = [
    ["limits the rate", { type: "too_many_requests", retry_after: 2 }],
    ["returns server errors", { type: "server_error", status: 502 }],
  ]
  it.each(faults)("sends each message once and in order when Telegram %s", async (what, kind) => {
    const { telegram } = await begin()
    await telegram.fault({ method: "sendMessage", chat_id: AZIZA, times: 2, kind })
    const wanted = words(what, 6)
    await enqueueText(AZIZA, ...wanted)
    await outboxIsEmpty(container())
    expect(await arrived(telegram, AZIZA, what)).toEqual(wanted)
    // The text of a finished message is removed from the database.
    expect(await row(AZIZA, wanted[0])).toMatchObject({ state: "sent", payload: null })
  })

  it("waits for Telegram's retry_after", async () => {
    const telegram = connect()
    await telegram.fault({
      method: "sendMessage",
      chat_id: FLORISTS,
      kind: { type: "too_many_requests", retry_after: 4 },
    })
    await enqueueText(FLORISTS, "First message")
    await outboxIsEmpty(container())
    const [refused, taken] = (await telegram.calls({ method: "sendMessage", chat_id: FLORISTS })).filter(
      ({ params }) => params.text === "First message",
    )
    expect([refused.error_code, taken.ok]).toEqual([429, true])
    expect(taken.at - refused.at).toBeGreaterThanOrEqual(3900)
  })

  it("sends a mailing after the messages that people wait for", async () => {
    const { telegram } = await begin()
    const message = (text: string, isBulk: boolean) => ({
      key: `test:${AZIZA}:${text}`,
      chatId: String(AZIZA),
      screen: { text },
      isBulk,
    })
    const [mailing, notices] = [words("Turn of a mailing", 3), words("Turn of a notice", 4)]
    await enqueue(container(), [
      ...mailing.map((text) => message(text, true)),
      ...notices.map((text) => message(text, false)),
    ])
    await outboxIsEmpty(container())
    expect(await arrived(telegram, AZIZA, "Turn of")).toEqual([...notices, ...mailing])
  })

  it("lets a mailing wait while another process answers many taps", async () => {
    const { telegram } = await begin()
    const mailing = words("Mailing beside taps", 2)
    const another = new CallReporter(container(), "another-process")
    const answering = setInterval(() => Array.from({ length: 2 * PACE.allCalls }, () => another.count()), 100)
    try {
      await sleep(1000)
      await enqueue(
        container(),
        mailing.map((text) => ({ key: text, chatId: String(AZIZA), screen: { text }, isBulk: true })),
      )
      await enqueueText(AZIZA, "Notice beside taps")
      await telegram.person(AZIZA).sees("Notice beside taps", LONG_WAIT)
      await sleep(1000)
      expect(await arrived(telegram, AZIZA, "Mailing beside taps")).toEqual([])
    } finally {
      clearInterval(answering)
      another.stop()
    }
    await outboxIsEmpty(container())
    expect(await arrived(telegram, AZIZA, "Mailing beside taps")).toEqual(mailing)
  })

  it("sends to other chats while one of them is slow and fails", async () => {
    const { telegram } = await begin()
    await telegram.fault({ method: "sendMessage", chat_id: AZIZA, kind: { type: "delay", ms: 8000 } })
    await telegram.fault({ method: "sendMessage", chat_id: AZIZA, times: 3, kind: { type: "server_error" } })
    await enqueueText(AZIZA, "Slow")
    await enqueueText(JASUR, ...words("Quick", 3))
    await telegram.person(JASUR).sees("Quick 3", LONG_WAIT)
    expect((await row(AZIZA, "Slow")).state).not.toBe("sent")
    await outboxIsEmpty(container())
    expect(await arrived(telegram, AZIZA, "Slow")).toEqual(["Slow"])
  })

  it("does not repeat a message that may have arrived, reports it once, and sends it again when staff ask for it", async () => {
    const { telegram, madina } = await begin()
    await telegram.fault({
      method: "sendMessage",
      chat_id: AZIZA,
      times: 2,
      kind: { type: "answer_lost" },
    })
    await enqueueText(AZIZA, "Perhaps 1", "Perhaps 2")
    await stateBecomes(AZIZA, "Perhaps 2", "unknown")
    expect(await arrived(telegram, AZIZA, "Perhaps")).toEqual(["Perhaps 1", "Perhaps 2"])
    await madina.sees(saying("notices.admin_messages_lost"), { in: ADMINS, ...LONG_WAIT })
    await outboxIsEmpty(container())

    const { options } = await createAdmin(container())
    const listed = await api.get("/admin/telegram-messages?state=unknown,failed", options)
    expect(listed.data.count).toBe(2)
    const { id } = await row(AZIZA, "Perhaps 1")
    const sendAgain = () => api.post(`/admin/telegram-messages/${id}/send`, {}, options)
    const answers = await Promise.all([sendAgain(), sendAgain()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(answers.find(({ status }) => status === 400)?.data.code).toBe("message_not_repeatable")
    await outboxIsEmpty(container())
    expect((await arrived(telegram, AZIZA, "Perhaps 1")).length).toBe(2)
  })

  it("skips obsolete messages and people who blocked the bot, without a report", async () => {
    const { telegram, aziza } = await begin()
    await aziza.blocksBot()
    try {
      await enqueueText(AZIZA, "Unread 1")
      await stateBecomes(AZIZA, "Unread 1", "skipped")
      expect((await telegramOf(container()).findAccount(String(AZIZA)))?.blocked_at).toBeTruthy()
      const since = Date.now()
      await enqueueText(AZIZA, "Unread 2")
      expect((await row(AZIZA, "Unread 2")).state).toBe("skipped")
      expect((await telegram.calls({ chat_id: AZIZA })).filter(({ at }) => at > since)).toEqual([])
    } finally {
      await aziza.unblocksBot()
    }
    const goodUntil = new Date(Date.now() - 1000)
    await enqueue(container(), [
      { key: `test:${JASUR}:Stale`, chatId: String(JASUR), screen: { text: "Stale" }, goodUntil },
    ])
    await stateBecomes(JASUR, "Stale", "skipped")
    expect(await arrived(telegram, JASUR, "Stale")).toEqual([])
    expect(await outboxOf(container()).listMessages({ key: { $like: "trouble:%" } })).toEqual([])
  })

  it("gives up on a message that Telegram always refuses, and sends the next ones", async () => {
    const { telegram, madina } = await begin()
    await enqueueText(JASUR, "Broken <b", "Whole")
    await telegram.person(JASUR).sees("Whole", LONG_WAIT)
    await stateBecomes(JASUR, "Broken <b", "failed")
    await madina.sees(saying("notices.admin_messages_lost"), { in: ADMINS, ...LONG_WAIT })
  })

  it("obeys the rate limit of a channel", async () => {
    const telegram = connect()
    const begun = Date.now()
    await enqueueText(FLORISTS, ...words("Paced", 8))
    await telegram.person(DILNOZA).sees("Paced 8", { in: FLORISTS, ...LONG_WAIT })
    const calls = (await telegram.calls({ method: "sendMessage", chat_id: FLORISTS })).filter(
      ({ at }) => at >= begun,
    )
    expect(calls.every(({ ok }) => ok)).toBe(true)
    expect(calls.at(-1)?.at ?? 0).toBeGreaterThanOrEqual((calls[0]?.at ?? 0) + 3500)
  })

  it("takes over messages in flight of a dead process: a notice is not repeated, a card is marked as a repeat", async () => {
    const { telegram } = await begin()
    await enqueueText(JASUR, "Before")
    await outboxIsEmpty(container())
    const died = { state: "sending" as const, claimed_at: new Date(Date.now() - 120_000), claimed_by: "gone" }
    const left = { chat_id: String(JASUR), wanted: "x", ...died }
    await outboxOf(container()).createMessages([
      { ...left, key: `test:${JASUR}:notice`, payload: { text: "Left notice" } },
      {
        ...left,
        key: `test:${JASUR}:card`,
        kind: "card",
        when_unknown: "repeat",
        payload: {
          text: "Left card",
          repeat_line: "Once more:",
          buttons: [[{ text: "Menu", callback_data: "menu" }]],
        },
      },
    ])
    await telegram.person(JASUR).sees(/Once more:[^]*Left card/, LONG_WAIT)
    await stateBecomes(JASUR, "notice", "unknown")
    expect(await arrived(telegram, JASUR, "Left notice")).toEqual([])
  })
})
