import { shopSuite } from "../support/shop-suite"

const AUTH_LIMIT = 5
const HOOK_LIMIT = 8

/** Set before the shop starts; each spec file runs in its own process. */
process.env.AUTH_REQUESTS_PER_MINUTE = String(AUTH_LIMIT)
process.env.HOOK_REQUESTS_PER_MINUTE = String(HOOK_LIMIT)

shopSuite({
  testSuite: ({ api }) => {
    const anyStatus = { validateStatus: () => true }
    const login = (headers: Record<string, string> = {}) =>
      api.post(
        "/auth/user/emailpass",
        { email: "who@example.uz", password: "guess" },
        { ...anyStatus, headers },
      )

    it("allows the configured number of logins per minute and answers the others with Retry-After", async () => {
      const answers = []
      for (let attempt = 0; attempt < AUTH_LIMIT + 2; attempt++) {
        // A changed header has no effect, because no trusted proxy wrote it.
        answers.push(await login({ "x-forwarded-for": `198.51.100.${attempt}` }))
      }
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toEqual([...Array<number>(AUTH_LIMIT).fill(401), 429, 429])

      const refused = answers[AUTH_LIMIT]
      const seconds = Number(refused.headers["retry-after"])
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(60)
      expect(refused.data).toEqual({
        code: "too_many_requests",
        message: `Too many requests: try again in ${seconds} s.`,
      })
    })

    it("limits each route separately, and limits nothing when the limit is 0", async () => {
      const hooks = []
      for (let call = 0; call <= HOOK_LIMIT; call++) {
        hooks.push((await api.post("/hooks/telegram", {}, anyStatus)).status)
      }
      expect(hooks).toEqual([...Array<number>(HOOK_LIMIT).fill(503), 429])

      const store = []
      for (let call = 0; call < 3 * HOOK_LIMIT; call++) {
        store.push((await api.get("/store/products", anyStatus)).status)
      }
      expect(store).not.toContain(429)
      expect((await api.get("/health", anyStatus)).status).toBe(200)
    })
  },
})
