import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, startRig, type Rig } from "./fixture"

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.sandbox.close())

const poll = (params: Record<string, unknown> = {}) => rig.ask<Update[]>("getUpdates", params)

test("an offset confirms only the updates before it", async () => {
  for (const text of ["раз", "два", "три"]) await rig.telegram.person(aziza).sends(text)
  const [first, second, third] = await poll()
  expect(await poll()).toEqual([first, second, third])
  expect(await poll({ limit: 1 })).toEqual([first])
  expect(await poll({ offset: second.update_id })).toEqual([second, third])
  expect(await poll({ offset: -1 })).toEqual([third])
  expect(await poll({ offset: third.update_id + 1 })).toEqual([])
})

test("a long poll waits for the next update or its timeout", async () => {
  const waiting = poll({ timeout: 10 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await rig.telegram.person(aziza).sends("раз")
  expect(await waiting).toHaveLength(1)
  const begun = Date.now()
  expect(await poll({ offset: (await poll())[0].update_id + 1, timeout: 1 })).toEqual([])
  expect(Date.now() - begun).toBeGreaterThan(900)
})

test("a second poll ends the first, and so does a webhook", async () => {
  const first = rig.refusal("getUpdates", { timeout: 50 })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const second = rig.refusal("getUpdates", { timeout: 50 })
  expect(await first).toBe(
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  )
  await rig.ask("setWebhook", { url: "http://127.0.0.1:9/" })
  expect(await second).toBe("Conflict: terminated by setWebhook request")
})

test("a chat keeps its last 2,000 messages, the list of calls its last 1,000", async () => {
  const person = rig.telegram.person(aziza)
  const first = await person.sends("/start")
  const chat = rig.sandbox.world.chat(aziza)
  if (!chat) throw new Error("no chat")
  for (let n = 0; n < 2000; n++) rig.sandbox.world.post(chat, "bot", { text: `${n}` })
  const messages = await person.messages()
  expect(messages).toHaveLength(2000)
  expect(messages[0].message_id).toBe(first.message_id + 1)
  for (let n = 0; n < 1010; n++) await rig.call("getMe")
  expect(await rig.telegram.calls()).toHaveLength(1000)
})

test("updates of types that were not requested are not sent", async () => {
  await poll({ allowed_updates: ["callback_query"] })
  await rig.telegram.person(aziza).sends("раз")
  await rig.telegram.person(aziza).blocksBot()
  expect(await poll()).toEqual([])
  expect(await rig.refusal("getUpdates", { allowed_updates: ["messages"] })).toMatch("unknown kind")
})
