import { readEnvironment } from "./environment"

const right = {
  DATABASE_URL: "postgres://user:password@localhost:5432/guldasta",
  JWT_SECRET: "a".repeat(32),
  COOKIE_SECRET: "b".repeat(32),
}

function problems(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment({ ...right, ...variables })
    return ""
  } catch (error) {
    return (error as Error).message
  }
}

describe("the environment", () => {
  it("is valid with the variables of a single machine", () => {
    expect(readEnvironment(right)).toMatchObject({
      PORT: 9000,
      SANDBOX_PORT: 8081,
      MEDUSA_WORKER_MODE: "shared",
    })
  })

  it("treats an empty variable as not set", () => {
    expect(problems({ TELEGRAM_BOT_TOKEN: "", REDIS_URL: "", PORT: "" })).toBe("")
  })

  it("lists all problems at once, each with the variable's name", () => {
    const found = problems({
      DATABASE_URL: "mysql://x",
      PORT: "70000",
      TELEGRAM_BOT_TOKEN: "no",
      JWT_SECRET: undefined,
    })
    expect(found).toContain("DATABASE_URL must be an address such as postgres://")
    expect(found).toContain("PORT must be a port number")
    expect(found).toContain("TELEGRAM_BOT_TOKEN must be the token")
    expect(found).toContain("JWT_SECRET is not set")
  })

  it("never repeats a secret's value", () => {
    expect(problems({ TELEGRAM_BOT_TOKEN: "my-secret", JWT_SECRET: "short-secret" })).not.toMatch(
      /my-secret|short-secret/,
    )
  })

  it.each([
    ["TELEGRAM_OWNER_ID", "@madina"],
    ["TELEGRAM_FLORISTS_CHAT_ID", "t.me/florists"],
    ["REDIS_URL", "http://localhost"],
    ["ADMIN_EMAIL", "madina"],
    ["ADMIN_PASSWORD", "1234"],
  ])("rejects an invalid %s", (name, value) => {
    expect(problems({ [name]: value })).toContain(name)
  })

  it("requires a secret and https for a webhook", () => {
    expect(problems({ TELEGRAM_WEBHOOK_URL: "https://shop.example.uz" })).toContain("TELEGRAM_WEBHOOK_SECRET")
    expect(
      problems({ TELEGRAM_WEBHOOK_URL: "http://shop.example.uz", TELEGRAM_WEBHOOK_SECRET: "s".repeat(16) }),
    ).toContain("https://")
  })

  it("requires all of Click's keys or none, and says what a missing key is for", () => {
    const keys = {
      CLICK_SERVICE_ID: "30123",
      CLICK_MERCHANT_ID: "20456",
      CLICK_MERCHANT_USER_ID: "40789",
      CLICK_SECRET_KEY: "secret-of-click",
    }
    expect(problems(keys)).toBe("")
    expect(problems({ ...keys, CLICK_MERCHANT_USER_ID: "" })).toContain(
      "CLICK_MERCHANT_USER_ID is not set. Without it payments cannot be refunded",
    )
    expect(problems({ CLICK_SECRET_KEY: "secret-of-click" })).toMatch(
      /CLICK_SERVICE_ID .*\n.*CLICK_MERCHANT_ID/,
    )
    expect(problems({ ...keys, CLICK_DELIVERY_IKPU: "1".repeat(17) })).toContain("must be set together")
    expect(problems({ ...keys, CLICK_SERVICE_ID: "secret-of-click", CLICK_TAX_ID: "1" })).not.toContain(
      "secret",
    )
  })
})
