import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { freePort } from "../support/free-port"
import { addsByTap, bouquet, comesFor } from "../proofs/shopping"
import { eventually } from "../support/eventually"
import { TEST_OWNER } from "../support/seed"
import type { ShopProcess } from "../support/shop-process"
import { hasRedis, ShopProcesses } from "../support/shop-processes"
import { startTraceReceiver, type TraceReceiver } from "./trace-receiver"
import { saying } from "../support/labels"

const METRICS_TOKEN = "a-token-of-the-tests-for-figures"
const AUTH_LIMIT = 30

/** A shopper whose data must not appear in a log or a trace; each word is unique. */
const SECRET = {
  first_name: "Zebunnisa",
  last_name: "Khorezmova",
  username: "zebunnisa_kh",
  phone: "93 707 17 27",
  digits: "937071727",
  street: "Sitorai Mokhi Khosa 71",
  email: "zebunnisa@bukhara-roses.uz",
  password: "a-secret-of-zebunnisa",
}

/** Timeout in ms for three processes that start in parallel on a machine under load. */
const SLOW_MS = 600_000

jest.setTimeout(SLOW_MS)

if (hasRedis()) {
  describe("a shop of two servers and a worker", () => {
    let shop: ShopProcesses
    let traces: TraceReceiver
    let first: ShopProcess
    let second: ShopProcess
    let workerPort: number
    let shopper: SandboxPerson

    beforeAll(async () => {
      traces = await startTraceReceiver()
      workerPort = await freePort()
      shop = await ShopProcesses.open({
        redis: true,
        environment: {
          METRICS_TOKEN,
          METRICS_PORT: String(workerPort),
          AUTH_REQUESTS_PER_MINUTE: String(AUTH_LIMIT),
          OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
        },
      })
      ;[first, second] = await shop.start("server", "server", "worker")
      shopper = await shop.telegram().newPerson({
        first_name: SECRET.first_name,
        last_name: SECRET.last_name,
        username: SECRET.username,
        language_code: "ru",
        phone_number: "+998937071727",
        part: "shopper",
      })
    })

    afterAll(async () => {
      await shop?.end()
      await traces?.close()
    })

    const figures = async (url: string, token = METRICS_TOKEN) => {
      const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
      return { status: response.status, text: await response.text() }
    }

    const ready = async (url: string) => {
      const response = await fetch(`${url}/health/ready`)
      return { status: response.status, body: await response.json() }
    }

    const login = (url: string, body: object) =>
      fetch(`${url}/auth/user/emailpass`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })

    it("reports readiness by component at each process", async () => {
      for (const url of [first.url, second.url, `http://localhost:${workerPort}`]) {
        await eventually(async () => {
          const answer = await ready(url)
          expect(answer).toMatchObject({ status: 200, body: { ready: true } })
          expect(answer.body.parts).toMatchObject({
            database: { works: true, state: "answers" },
            redis: { works: true, state: "answers" },
            telegram: { works: true, state: "brings updates" },
            outbox: { works: true },
          })
        }, 60_000)
      }
    })

    it("accepts at one server an admin login from the other", async () => {
      const credentials = { email: TEST_OWNER.adminEmail, password: TEST_OWNER.adminPassword }
      const { token } = await (await login(first.url, credentials)).json()
      const session = await fetch(`${first.url}/auth/session`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      })
      const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? ""
      const me = await fetch(`${second.url}/admin/users/me`, { headers: { cookie } })
      expect(me.status).toBe(200)
      expect((await me.json()).user.email).toBe(TEST_OWNER.adminEmail)
    })

    it("takes a dismissed person's rights away at the other server at once", async () => {
      const call = async (url: string, path: string, token: string, body?: object) => {
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
        const method = body ? "POST" : "GET"
        const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
        return { status: response.status, body: await response.json() }
      }
      const owned = { email: TEST_OWNER.adminEmail, password: TEST_OWNER.adminPassword }
      const { token: owner } = await (await login(first.url, owned)).json()
      const mine = { email: "manager@guldasta.test", password: "tulips-for-two-servers" }
      const invited = await call(first.url, "/admin/invites", owner, { email: mine.email })
      const registered = await call(first.url, "/auth/user/emailpass/register", "", mine)
      const { body: accepted } = await call(
        first.url,
        `/admin/invites/accept?token=${invited.body.invite.token}`,
        registered.body.token,
        { email: mine.email },
      )
      const member = { telegram_id: "7002", name: "Nodir", role: "manager" }
      const { body: hired } = await call(first.url, "/admin/staff", owner, member)
      const change = (data: object) => call(first.url, `/admin/staff/${hired.staff_member.id}`, owner, data)
      await change({ user_id: accepted.user.id })
      const { token: manager } = await (await login(second.url, mine)).json()
      const customers = () => call(second.url, "/admin/customers", manager)
      expect((await customers()).status).toBe(200)

      expect((await change({ active: false })).status).toBe(200)
      // Less than the time for which a process keeps a role.
      await eventually(async () => expect((await customers()).body.code).toBe("login_dismissed"), 2_000)
    })

    it("sells to a shopper, and counts the order in its metrics", async () => {
      await shopper.sends("/start")
      await shopper.taps(saying("common.language_russian"))
      await shopper.sees(saying("common.menu"))
      await comesFor(shopper, await bouquet(shop, "pink-cloud"))
      expect(await addsByTap(shopper)).toBe(true)
      await shopper.taps(saying("catalog.checkout"))
      await shopper.taps(saying("checkout.method_me"))
      await shopper.sees(saying("checkout.ask_phone_me"))
      await shopper.sends(SECRET.phone)
      await shopper.sees(saying("checkout.ask_address"))
      await shopper.sends(SECRET.street)
      await shopper.taps(/Центр Бухары/)
      await shopper.taps(/🕐 \d/)
      await shopper.sees(saying("checkout.summary"))
      await shopper.taps(saying("checkout.pay_pp_system_default"))
      await shopper.sees(saying("checkout.placed"))

      await eventually(async () => {
        const { status, text } = await figures(`http://localhost:${workerPort}`)
        expect(status).toBe(200)
        expect(text).toMatch(/^guldasta_database_read 1$/m)
        expect(text).toMatch(/^guldasta_orders\{state="offered"\} 1$/m)
        expect(text).toMatch(/^guldasta_outbox_messages\{state="sent"\} [1-9]/m)
        expect(text).toMatch(/^guldasta_accept_seconds_count 0$/m)
        expect(text).toMatch(/^guldasta_held_carts 0$/m)
      }, 60_000)
      const own = `${(await figures(first.url)).text}${(await figures(second.url)).text}`
      expect(own).toMatch(/^guldasta_tap_seconds_count\{.*outcome="ok"\} [1-9]/m)
      expect(own).toMatch(/^guldasta_telegram_calls_total\{method="editMessageMedia",outcome="ok"\} [1-9]/m)
      expect(own).toMatch(/^process_resident_memory_bytes [1-9]/m)
    })

    it("refuses its metrics without the token", async () => {
      expect((await figures(first.url, "a-guess")).status).toBe(401)
      expect((await fetch(`${first.url}/metrics`)).status).toBe(401)
      expect((await figures(`http://localhost:${workerPort}`, "a-guess")).status).toBe(401)
    })

    it("writes no personal data, neither to the log nor to a trace", async () => {
      // Includes failures, because errors often quote their input.
      await login(first.url, { email: SECRET.email, password: SECRET.password })
      for (let attempt = 0; attempt < 2; attempt++) {
        await fetch(`${first.url}/auth/customer/emailpass/register`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: SECRET.email, password: SECRET.password }),
        })
      }
      await shop.store("GET", `/products?q=${encodeURIComponent(SECRET.email)}`)
      await eventually(async () => expect(traces.spans().length).toBeGreaterThan(100), 60_000)

      const logs = shop.processes.map((one) => one.log()).join("\n")
      expect(logs.length).toBeGreaterThan(500)
      for (const secret of [...Object.values(SECRET), METRICS_TOKEN]) {
        expect(logs).not.toContain(secret)
        expect(traces.text()).not.toContain(secret)
      }
    })

    it("writes its log as JSON lines", () => {
      const lines = shop.processes.flatMap((one) => one.log().trim().split("\n"))
      // Medusa's command line logs one plain line before the shop starts.
      const own = lines.filter((line) => !line.startsWith("Couldn't find tsconfig.json."))
      expect(own.filter((line) => !line.startsWith("{"))).toEqual([])
      expect(own.map((line) => JSON.parse(line).level)).toContain("info")
    })

    it("sends traces", async () => {
      await eventually(async () => {
        const spans = traces.spans()
        expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["guldasta"]))
        const names = spans.map(({ name }) => name).join("\n")
        expect(names).toMatch(/^workflow:/m)
        expect(names).toMatch(/hooks\/telegram/)
        expect(names).toMatch(/^pg\.query/m)
      }, 60_000)
    })

    it("counts logins across both servers", async () => {
      const statuses = []
      for (let attempt = 0; attempt <= AUTH_LIMIT; attempt++) {
        const { status } = await login(attempt % 2 ? first.url : second.url, {
          email: "a@b.uz",
          password: "no",
        })
        statuses.push(status)
      }
      expect(statuses).toContain(429)
      expect((await login(first.url, {})).status).toBe(429)
      expect((await login(second.url, {})).status).toBe(429)
    })

    it("stops in time on a signal", async () => {
      const asked = Date.now()
      expect(await second.stop()).toBe(0)
      expect(Date.now() - asked).toBeLessThan(25_000)
    })

    it("reports a lost Redis, and continues to limit logins per process", async () => {
      await shop.redis?.stop()
      await eventually(async () => {
        const asked = Date.now()
        const { status, body } = await ready(first.url)
        expect(Date.now() - asked).toBeLessThan(2000)
        expect(status).toBe(503)
        expect(body).toMatchObject({
          ready: false,
          parts: { redis: { works: false }, database: { works: true } },
        })
      }, 30_000)
      const statuses = []
      for (let attempt = 0; attempt <= AUTH_LIMIT; attempt++) {
        statuses.push((await login(first.url, { email: "a@b.uz", password: "no" })).status)
      }
      expect(statuses).toContain(429)
      expect(statuses[0]).toBe(401)
    })
  })
} else {
  it("needs a Redis", () => console.log("Skipped: redis-server is not installed."))
}
