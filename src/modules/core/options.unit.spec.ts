import { checkOptions } from "./options"

const token = "123456:a-token-of-the-test-0123456789"

describe("the options of a store", () => {
  it("may all be left out", () => {
    expect(() => checkOptions(undefined)).not.toThrow()
    expect(() => checkOptions({ token: undefined, chats: { florists: undefined } })).not.toThrow()
  })

  it("are named when they are wrong, all at once, without their values", () => {
    const options = {
      token: "secret-nonsense",
      ownerId: "@madina",
      chats: { florists: "florists", kitchen: "-1001" },
      holdMinutes: 0,
      holdMinuets: 15,
    }
    expect(() => checkOptions(options)).toThrow(
      [
        "Guldasta's options in medusa-config are not right:",
        "  - token must be the token that @BotFather gave, such as 123456:ABC-DEF…",
        "  - ownerId must be a Telegram user id: digits only, such as 123456789",
        "  - chats.florists must be a Telegram chat id, such as -1001234567890 (the bot's /where tells it)",
        "  - chats.kitchen is no option of the shop",
        "  - holdMinutes must be at least 1 minute",
        "  - holdMinuets is no option of the shop",
      ].join("\n"),
    )
    expect(() => checkOptions(options)).not.toThrow("secret-nonsense")
  })

  it("do not open a webhook that believes anyone, or that Telegram never calls", () => {
    expect(() => checkOptions({ token, webhookUrl: "https://shop.example.uz" })).toThrow(
      /webhookSecret is not set/,
    )
    const plain = { token, webhookUrl: "http://localhost:9000", webhookSecret: "sixteen-or-more-letters" }
    expect(() => checkOptions(plain)).toThrow(/webhookUrl must begin with https/)
    expect(() => checkOptions({ ...plain, apiRoot: "http://localhost:8081" })).not.toThrow()
  })
})
