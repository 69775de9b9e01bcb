import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { AZIZA, botSuite } from "../bot/support"
import { telegramOf } from "../bot/workshop-support"
import { freePort } from "../support/free-port"
import { eventually } from "./play"
import { fingerprint } from "./rows"
import { saying } from "../support/labels"

jest.setTimeout(600_000)

const SECRET = "a-secret-that-telegram-knows"

type Answer = { status: number; data: { code?: string; message?: string } }

botSuite(
  "the webhook",
  (shop) => {
    let lastId = 500_000_000

    const post = async (
      body: unknown,
      headers: Record<string, string> = { "x-telegram-bot-api-secret-token": SECRET },
    ): Promise<Answer> => {
      const text = typeof body === "string" ? body : JSON.stringify(body)
      return shop.api.post("/hooks/telegram", text, {
        headers: { "content-type": "application/json", ...headers },
        transformRequest: [(data: string) => data],
        maxBodyLength: Infinity,
        validateStatus: () => true,
      })
    }
    /** A message of Aziza in Telegram's format. */
    const message = (text: string, update_id: unknown = ++lastId) => ({
      update_id,
      message: {
        message_id: 77,
        date: 1,
        chat: { id: AZIZA, type: "private", first_name: "Aziza" },
        from: { id: AZIZA, is_bot: false, first_name: "Aziza", last_name: "Karimova" },
        text,
        ...(text.startsWith("/")
          ? { entities: [{ type: "bot_command", offset: 0, length: text.length }] }
          : {}),
      },
    })
    const updates = () => telegramOf(shop.container()).listUpdates({}, { take: null })
    const openUpdates = async () => (await updates()).filter(({ handled_at }) => !handled_at)
    const people = () => new SandboxClient(shop.sandbox().url, 60_000)

    it("delivers the story's updates with the secret", async () => {
      const telegram = people()
      const aziza = telegram.person(AZIZA)
      await aziza.sends("/start")
      await aziza.taps(saying("common.language_russian"))
      await aziza.sees(saying("common.menu"))
      const { webhook } = await telegram.bot()
      expect(webhook?.url).toMatch(/\/hooks\/telegram$/)
      expect(webhook?.last_error_message).toBeUndefined()
    })

    it("refuses requests without the secret", async () => {
      const before = await fingerprint(shop.container())
      for (const headers of [
        {},
        { "x-telegram-bot-api-secret-token": "" },
        { "x-telegram-bot-api-secret-token": "wrong" },
        { "x-telegram-bot-api-secret-token": `${SECRET}x` },
        { "x-telegram-bot-api-secret-token": SECRET.toUpperCase() },
        { authorization: `Bearer ${SECRET}` },
      ]) {
        const { status, data } = await post(message("/start"), headers as Record<string, string>)
        expect({ status, data }).toEqual({
          status: 401,
          data: { code: "wrong_secret", message: expect.stringContaining("secret") },
        })
        expect(JSON.stringify(data)).not.toContain(SECRET)
      }
      expect(await updates()).toEqual([])
      expect(await fingerprint(shop.container())).toEqual(before)
    })

    it("answers invalid updates clearly, stores nothing and continues", async () => {
      const { message: good } = message("hello")
      const bodies: unknown[] = [
        "{broken",
        '{"update_id": 1,',
        "null",
        "[]",
        '"text"',
        "42",
        "",
        {},
        { update_id: "7" },
        { update_id: -1 },
        { update_id: 1.5 },
        { update_id: null },
        { update_id: [1] },
        '{"update_id": 1e400}',
        '{"update_id": 99999999999999999999}',
        { update_id: 2 ** 53 },
        { message: good },
        { update_id: 8, message: "text" },
        { update_id: 8, message: {} },
        { update_id: 8, message: { ...good, chat: null } },
        { update_id: 8, message: { ...good, chat: { id: "1001", type: "private" } } },
        { update_id: 8, message: { ...good, from: "Aziza" } },
        { update_id: 8, callback_query: { id: 5 } },
        { update_id: 8, callback_query: { id: "5", data: "menu" } },
        { update_id: 8, my_chat_member: {} },
      ]
      for (const body of bodies) {
        const { status, data } = await post(body)
        expect({ body, status }).toEqual({ body, status: 400 })
        expect({ body, says: data.message }).toEqual({ body, says: expect.stringMatching(/\w/) })
        expect(JSON.stringify(data)).not.toMatch(/at .*\.[jt]s|node_modules/)
      }
      expect(await updates()).toEqual([])
    })

    it("refuses five megabytes and other body types and methods", async () => {
      const huge = await post(message("я".repeat(2_500_000)))
      expect(huge).toMatchObject({ status: 413, data: { message: expect.stringMatching(/large/) } })
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
      ]) {
        const { status } = await post(JSON.stringify(message("/start")), {
          "content-type": type,
          "x-telegram-bot-api-secret-token": SECRET,
        })
        expect({ type, status }).toEqual({ type, status: 400 })
      }
      for (const method of ["get", "put", "delete"] as const) {
        const { status } = await shop.api.request({
          url: "/hooks/telegram",
          method,
          headers: { "x-telegram-bot-api-secret-token": SECRET },
          validateStatus: () => true,
        })
        expect({ method, status }).toEqual({ method, status: 404 })
      }
      expect(await updates()).toEqual([])
    })

    it("handles a repeated update once, also in parallel", async () => {
      const telegram = people()
      const begun = Date.now()
      const update = message("/start")
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(update)))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
      await eventually(async () => (await openUpdates()).length === 0)
      expect((await post(update)).status).toBe(200)
      await telegram.person(AZIZA).sees(saying("common.choose_language"), { anyTime: true })
      const sent = (await telegram.calls({ method: "sendPhoto", chat_id: AZIZA })).filter(
        ({ at }) => at >= begun,
      )
      expect(sent).toHaveLength(1)
      expect(await updates()).toHaveLength(1)
    })

    it("ignores updates of unknown types", async () => {
      for (const body of [
        { update_id: ++lastId },
        { update_id: ++lastId, poll: { id: "1" } },
        { update_id: ++lastId, something_new: { a: [1, { b: null }] } },
        {
          ...message("x"),
          message: { ...message("x").message, text: undefined, dice: { emoji: "🎲", value: 6 } },
        },
        { ...message("x"), message: { ...message("x").message, text: "\u0000 null \ud800" } },
      ]) {
        expect((await post(body)).status).toBe(200)
      }
      await eventually(async () => (await openUpdates()).length === 0)
    })
  },
  {
    environment: async () => {
      const port = String(await freePort())
      return {
        // The port of Medusa's test runner.
        PORT: port,
        TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}`,
        TELEGRAM_WEBHOOK_SECRET: SECRET,
      }
    },
  },
)
