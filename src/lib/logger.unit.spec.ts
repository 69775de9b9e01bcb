import { asError } from "./as-error"
import { about } from "./log-context"
import { jsonLogger } from "./logger"

function listen(level: Parameters<typeof jsonLogger>[0] = "info") {
  const lines: string[] = []
  return {
    logger: jsonLogger(level, (line) => lines.push(line)),
    said: () => lines.map((line) => JSON.parse(line)),
  }
}

describe("the log", () => {
  it("writes one JSON object per line, with the context of the asynchronous call", async () => {
    const { logger, said } = listen()
    await about({ update: 7 }, async () => {
      await Promise.resolve()
      logger.warn("first")
      await about({ order: "order_1" }, async () => logger.error("second", new Error("why")))
    })
    logger.info("third")
    expect(said()).toMatchObject([
      { level: "warn", update: 7, message: "first" },
      { level: "error", update: 7, order: "order_1", message: "second: why" },
      { level: "info", message: "third" },
    ])
    expect(said()[2]).not.toHaveProperty("update")
    expect(said()[1].stack[0]).toMatch(/^at /)
  })

  it("never says [object Object]", () => {
    const { logger, said } = listen()
    logger.error(
      `the hook failed: ${asError({ action: "hook", error: { message: "out of roses" } }).message}`,
    )
    logger.log("order", { message: "is late" })
    logger.error(asError({ message: { code: 7 } }))
    expect(said().map(({ message }) => message)).toEqual([
      "the hook failed: out of roses",
      "order is late",
      "an error without a message (message)",
    ])
  })

  it("says the reason of an error that a workflow threw as a plain object", () => {
    const { logger, said } = listen()
    const error = {
      code: "too_late",
      message: "The pool is closed.",
      stack: "Error: no\n    at stop (shop.js:1)",
    }
    logger.error(error as never)
    logger.error("An error occurred while processing order.canceled", error as never)
    logger.error({ phone: "901234567" } as never)
    expect(said()).toMatchObject([
      { message: "The pool is closed.", stack: ["at stop (shop.js:1)"] },
      { message: "An error occurred while processing order.canceled: The pool is closed." },
      { message: "an error without a message (phone)" },
    ])
  })

  it("leaves out lines below its level", () => {
    const { logger, said } = listen("warn")
    logger.info("no")
    logger.http("no")
    logger.warn("yes")
    expect(said().map(({ message }) => message)).toEqual(["yes"])
    expect(logger.shouldLog("http")).toBe(false)
  })

  it.each([
    ["Customer with email aziza.k@mail.example.uz exists", "Customer with email [e-mail] exists"],
    ["Key (phone)=(+998 90 123-45-67) exists", "Key (phone)=([phone]) exists"],
    ["phone 998901234567", "phone [phone]"],
    [
      "order №1042 at 2026-11-21T10:15:00.000Z, update 123456789",
      "order №1042 at 2026-11-21T10:15:00.000Z, update 123456789",
    ],
  ])("says of a person nothing by which they are found: %s", (message, cleaned) => {
    const { logger, said } = listen()
    logger.info(message)
    logger.error(new Error(message))
    expect(said().map((line) => line.message)).toEqual([cleaned, cleaned])
  })

  it("logs the duration of an activity", () => {
    const { logger, said } = listen()
    logger.success(logger.activity("begun"), "done")
    expect(said()[1]).toMatchObject({ message: "done", ms: expect.any(Number) })
  })
})
