import { checkOptions } from "./options"

const token = "123456:a-token-of-the-test-0123456789"

describe("the plugin's options", () => {
  it("are all optional", () => {
    expect(() => checkOptions(undefined)).not.toThrow()
    expect(() => checkOptions({ token: undefined, chats: { florists: undefined } })).not.toThrow()
  })

  it("are all named in one error when they are invalid, without their values", () => {
    const options = {
      token: "secret-nonsense",
      ownerId: "@madina",
      chats: { florists: "florists", kitchen: "-1001" },
      holdMinutes: 0,
      holdMinuets: 15,
    }
    expect(() => checkOptions(options)).toThrow(
      [
        "Invalid Guldasta options in medusa-config:",
        "  - token must be the token that @BotFather gave, such as 123456:ABC-DEF…",
        "  - ownerId must be a Telegram user id: digits only, such as 123456789",
        "  - chats.florists must be a Telegram chat id, such as -1001234567890 (send /where to the bot to see it)",
        "  - chats.kitchen is not a known option",
        "  - holdMinutes must be at least 1 minute",
        "  - holdMinuets is not a known option",
      ].join("\n"),
    )
    expect(() => checkOptions(options)).not.toThrow("secret-nonsense")
  })

  it("take all sales channels or a list of names", () => {
    for (const salesChannels of ["all", [], ["Flowers", "Web"]]) {
      expect(() => checkOptions({ salesChannels })).not.toThrow()
    }
    expect(() => checkOptions({ salesChannels: "Flowers" })).toThrow(
      'salesChannels must be "all" or a list of names of sales channels',
    )
  })

  it("take holidays with a factor or with the sales of the last year", () => {
    expect(() =>
      checkOptions({ stockHolidays: ["03-08=3", "02-29=1.25", "2027-03-21=0", "03-08=last-year"] }),
    ).not.toThrow()
    for (const wrong of [
      "8 March=3",
      "03-08",
      "03-08=-1",
      "03-08=100",
      "02-30=2",
      "2027-02-29=2",
      "13-01=2",
      "03-08=x",
    ]) {
      expect(() => checkOptions({ stockHolidays: [wrong] })).toThrow(
        "stockHolidays.0 must be days such as 03-08=3, 2027-03-21=1.5 or 03-08=last-year",
      )
    }
    expect(() => checkOptions({ stockCoverDays: 0 })).toThrow("stockCoverDays must be at least 1")
  })

  it("reject a webhook without a secret or without https", () => {
    expect(() => checkOptions({ token, webhookUrl: "https://shop.example.uz" })).toThrow(
      /webhookSecret is not set/,
    )
    const plain = { token, webhookUrl: "http://localhost:9000", webhookSecret: "sixteen-or-more-letters" }
    expect(() => checkOptions(plain)).toThrow(/webhookUrl must begin with https/)
    expect(() => checkOptions({ ...plain, apiRoot: "http://localhost:8081" })).not.toThrow()
  })
})
