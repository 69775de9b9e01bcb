import { Bot } from "grammy"
import type { Fault } from "../../packages/sandbox/telegram/control-types"
import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, jasur, startRig, type Rig } from "./fixture"

let rig: Rig
const hello = { chat_id: aziza, text: "привет" }

beforeAll(async () => {
  rig = await startRig()
  await rig.telegram.person(aziza).sends("/start")
  await rig.telegram.person(jasur).sends("/start")
})
afterAll(() => rig.sandbox.close())
afterEach(() => rig.telegram.clearFaults())

const said = async (text: string) => {
  const messages = await rig.telegram.person(aziza).messages()
  return messages.filter((message) => message.text === text).length
}

test("too_many_requests applies a number of times in one chat", async () => {
  await rig.telegram.fault({
    method: "sendMessage",
    chat_id: aziza,
    times: 2,
    kind: { type: "too_many_requests", retry_after: 7 },
  })
  const refusal = {
    ok: false,
    error_code: 429,
    description: "Too Many Requests: retry after 7",
    parameters: { retry_after: 7 },
  }
  expect(await rig.call("sendMessage", { ...hello, chat_id: jasur })).toMatchObject({ ok: true })
  expect(await rig.call("sendMessage", hello)).toEqual(refusal)
  expect(await rig.call("getChat", { chat_id: aziza })).toMatchObject({ ok: true })
  expect(await rig.call("sendMessage", hello)).toEqual(refusal)
  expect(await rig.call("sendMessage", hello)).toMatchObject({ ok: true })
  expect(await rig.telegram.faults()).toEqual([])
})

test("blocked applies without a block", async () => {
  await rig.telegram.fault({ method: "*", kind: { type: "blocked" } })
  await rig.ask("getUpdates")
  expect(await rig.call("sendMessage", hello)).toMatchObject({
    error_code: 403,
    description: "Forbidden: bot was blocked by the user",
  })
})

test("server errors are returned", async () => {
  await rig.telegram.fault({ method: "sendMessage", kind: { type: "server_error", status: 502 } })
  await rig.telegram.fault({ method: "sendMessage", kind: { type: "server_error" } })
  const before = await said(hello.text)
  expect(await rig.call("sendMessage", hello)).toMatchObject({ error_code: 502, description: "Bad Gateway" })
  expect(await rig.call("sendMessage", hello)).toMatchObject({ error_code: 500 })
  expect(await said(hello.text)).toBe(before)
})

test("answer_lost loses the answer after the message was delivered", async () => {
  await rig.telegram.fault({ method: "sendMessage", kind: { type: "answer_lost" } })
  const bot = new Bot(rig.sandbox.token, { client: { apiRoot: rig.sandbox.apiRoot } })
  await expect(bot.api.sendMessage(aziza, "однажды")).rejects.toThrow(
    "Network request for 'sendMessage' failed",
  )
  expect(await said("однажды")).toBe(1)
  expect(await rig.telegram.calls({ method: "sendMessage" })).toContainEqual(
    expect.objectContaining({ ok: true, params: { chat_id: aziza, text: "однажды" } }),
  )
})

test("a delay passes before the call is executed", async () => {
  await rig.telegram.fault({ method: "sendMessage", kind: { type: "delay", ms: 3000 } })
  const begun = Date.now()
  const sending = rig.ask("sendMessage", { ...hello, text: "потом" })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await said("потом")).toBe(0)
  await sending
  expect(Date.now() - begun).toBeGreaterThanOrEqual(2900)
  expect(await said("потом")).toBe(1)
})

test("update_twice sends an update twice with the same id", async () => {
  const poll = (offset: number) => rig.ask<Update[]>("getUpdates", { offset })
  const [last] = await poll(-1)
  await poll(last.update_id + 1)
  await rig.telegram.fault({ method: "update", chat_id: aziza, kind: { type: "update_twice" } })
  await rig.telegram.person(jasur).sends("один")
  await rig.telegram.person(aziza).sends("дважды")
  const first = await poll(last.update_id + 1)
  expect(first.map((update) => update.update_id)).toEqual([last.update_id + 1, last.update_id + 2])
  const again = await poll(last.update_id + 3)
  expect(again).toEqual([first[1]])
  expect(await poll(last.update_id + 3)).toEqual([])
})

test("invalid faults are refused", async () => {
  const wrong: [Record<string, unknown>, string][] = [
    [{ method: "sendMessage", kind: { type: "explode" } }, "type must be one of"],
    [{ method: "sendMessage", kind: { type: "update_twice" } }, "update_twice"],
    [{ method: "sendMessage", kind: { type: "delay" } }, "ms must be an integer"],
    [{ method: "sendMessage", times: 0, kind: { type: "blocked" } }, "times must be at least 1"],
  ]
  for (const [fault, reason] of wrong) {
    const response = await fetch(`${rig.sandbox.url}/sandbox/api/faults`, {
      method: "POST",
      body: JSON.stringify(fault),
    })
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: expect.stringContaining(reason) },
    ])
  }
  const none: Fault[] = []
  expect(await rig.telegram.faults()).toEqual(none)
})
