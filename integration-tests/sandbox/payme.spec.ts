import { mkdtempSync, rmSync } from "node:fs"
import { createServer, request as httpRequest, type Server } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { startPaymentSandbox, type PaymentSandbox } from "../../packages/sandbox/payments/server"
import { onPayPage } from "../support/stand-ins"

type Received = { method: string; params: Record<string, unknown>; authorization?: string }

const merchantId = "5e730e8e0b852a417aa49ceb"
const key = "stand-in-key-of-payme-36-characters0"
const pathOf = (parameters: string) => `/payme/${Buffer.from(parameters).toString("base64")}`

/** The shop's answers; a test may replace one. */
const usual: Record<string, object> = {
  CheckPerformTransaction: { result: { allow: true } },
  CreateTransaction: { result: { state: 1, transaction: "t", create_time: 1 } },
  PerformTransaction: { result: { state: 2, transaction: "t", perform_time: 2 } },
  CancelTransaction: { result: { state: -2, transaction: "t", cancel_time: 3 } },
  SetFiscalData: { result: { success: true } },
}
let answers: Record<string, object>
let received: Received[]
let shop: Server
let shopUrl: string
let sandbox: PaymentSandbox
let dataDir: string

beforeAll(async () => {
  shop = createServer(async (request, response) => {
    let body = ""
    for await (const part of request) body += part
    const { method, params } = JSON.parse(body)
    received.push({ method, params, authorization: request.headers.authorization })
    response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...answers[method] }))
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const address = shop.address()
  shopUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
})
afterAll(() => new Promise((resolve) => shop.close(resolve)))

const start = () => startPaymentSandbox({ shopUrl: () => shopUrl, dataDir, payme: { merchantId, key } })
beforeEach(async () => {
  answers = { ...usual }
  received = []
  dataDir = mkdtempSync(path.join(tmpdir(), "payme-stand-in-"))
  sandbox = await start()
})
afterEach(async () => {
  await sandbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const page = (parameters = `m=${merchantId};ac.order_id=42;a=28000000;l=ru`) =>
  sandbox.url + pathOf(parameters)
const methods = () => received.map(({ method }) => method)

test("a payment repeats CreateTransaction and PerformTransaction, as Payme does, with the merchant key", async () => {
  expect(await onPayPage(page(), "pay")).toMatchObject({ state: "paid" })
  expect(methods()).toEqual([
    "CheckPerformTransaction",
    "CreateTransaction",
    "CreateTransaction",
    "PerformTransaction",
    "PerformTransaction",
    "SetFiscalData",
  ])
  const [check, create, again] = received
  expect(Buffer.from(check.authorization?.slice(6) ?? "", "base64").toString()).toBe(`Paycom:${key}`)
  expect(check.params).toEqual({ amount: 28_000_000, account: { order_id: "42" } })
  expect(create.params.id).toMatch(/^[0-9a-f]{24}$/)
  expect(again.params).toEqual(create.params)
})

test("a refund calls CancelTransaction twice with reason 5, and shows a refusal as it is", async () => {
  await onPayPage(page(), "pay")
  received = []
  const message = { ru: "Заказ уже вручён", uz: "Buyurtma topshirilgan", en: "Delivered" }
  answers.CancelTransaction = { error: { code: -31007, message } }
  const refused = await onPayPage(page(), "refund")
  expect(refused.state).toBe("paid")
  expect(refused.page).toContain("Заказ уже вручён")
  answers.CancelTransaction = usual.CancelTransaction
  expect(await onPayPage(page(), "refund")).toMatchObject({ state: "refunded" })
  expect(methods().slice(-3)).toEqual(["CancelTransaction", "CancelTransaction", "SetFiscalData"])
  expect(received.at(-2)?.params.reason).toBe(5)
})

test("a payment without the shop's answer waits, and the next attempt continues the same transaction", async () => {
  answers.PerformTransaction = { error: { code: -32400, message: "later" } }
  expect(await onPayPage(page(), "pay")).toMatchObject({ state: "unanswered" })
  const begun = received.find(({ method }) => method === "CreateTransaction")?.params.id
  answers.PerformTransaction = usual.PerformTransaction
  received = []
  expect(await onPayPage(page(), "pay")).toMatchObject({ state: "paid" })
  expect(methods()).toEqual(["PerformTransaction", "PerformTransaction", "SetFiscalData"])
  expect(received[0].params.id).toBe(begun)
})

test("a paid order is still paid after a restart", async () => {
  await onPayPage(page(), "pay")
  await sandbox.close()
  sandbox = await start()
  expect(await (await fetch(page())).text()).toContain('data-state="paid"')
})

test("Payme's test run marks wrong answers", async () => {
  answers.CheckPerformTransaction = { error: { code: -32504, message: "" } }
  const run = (body: Record<string, string>) =>
    fetch(`${sandbox.url}/payments/run`, { method: "POST", body: new URLSearchParams(body) })
  const order = { reference: "42", amount: "280 000" }
  const result = await (await run({ ...order, run: "payme/first-run" })).text()
  // Only the wrong key is refused correctly, and repeated calls get equal answers.
  expect(result).toMatch(/data-testid="score">4 of 13 passed/)
  expect(received.find(({ method }) => method === "CreateTransaction")?.params.amount).toBe(28_000_001)
  const none = await run({ reference: "'; --", amount: "много", run: "payme/first-run" })
  expect(none.status).toBe(400)
  expect((await run({ ...order, run: "payme/nonsense" })).status).toBe(400)
})

test("an invalid address gets a clear answer, its values are escaped, and forms from other origins cannot pay", async () => {
  for (const stray of [`m=${"0".repeat(24)};ac.order_id=1;a=1`, `m=${merchantId};a=1`, "nonsense"]) {
    expect((await fetch(page(stray))).status).toBe(404)
  }
  expect((await fetch(`${sandbox.url}/payme/%E0%A4%A`)).status).toBe(404)
  const strange = page(`m=${merchantId};ac.order_id=<script>alert(1)</script>;a=100;c=javascript:alert(1)`)
  const shown = await (await fetch(strange)).text()
  expect(shown).toContain("&lt;script&gt;alert(1)")
  expect(shown).not.toContain("<script>alert")
  expect((await onPayPage(strange, "pay")).page).not.toContain("javascript:")
  received = []
  const forged = await fetch(page(), {
    method: "POST",
    headers: { origin: "https://elsewhere.example" },
    body: new URLSearchParams({ action: "pay" }),
  })
  expect(forged.status).toBe(403)
  expect(received).toEqual([])
  expect(await statusAs("evil.example")).toBe(403)
  expect(await statusAs("localhost")).toBe(200)
})

/** Status of the overview page when the request's Host header has this name. */
function statusAs(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${sandbox.url}/payments`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on("error", reject)
      .end()
  })
}
