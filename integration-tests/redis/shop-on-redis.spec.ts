import { Modules } from "@medusajs/framework/utils"
import { AZIZA, botSuite, DILNOZA, FLORISTS } from "../bot/support"
import { enters, placeOrder } from "../bot/workshop-support"
import { redisBinary, startRedis, type RedisServer } from "./redis-server"
import { saying } from "../support/labels"

const binary = redisBinary()

if (binary) {
  let redis: RedisServer

  botSuite(
    "the shop on Redis",
    ({ telegram, container }) => {
      it("sends its events and keeps its locks through Redis, and the florists get the order", async () => {
        expect(container().resolve(Modules.EVENT_BUS).constructor.name).toBe("RedisEventBusService")
        const aziza = telegram().person(AZIZA)
        const dilnoza = telegram().person(DILNOZA)
        await enters(aziza)
        await enters(dilnoza)

        const order = await placeOrder(container(), AZIZA)
        await dilnoza.sees(new RegExp(`№${order.number}`), { in: FLORISTS, within: 90_000, anyTime: true })
        await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
        await aziza.sees(new RegExp(`№${order.number}`), { within: 90_000, anyTime: true })

        expect(await redis.keys("bull*")).toContain("events")
        const locking = container().resolve(Modules.LOCKING)
        await locking.acquire("a-lock-of-the-test", { expire: 30 })
        expect(await redis.keys("*a-lock-of-the-test*")).toContain("a-lock-of-the-test")
        await locking.release("a-lock-of-the-test")
      })
    },
    {
      environment: async () => {
        redis = await startRedis(binary)
        return { REDIS_URL: redis.url }
      },
    },
  )

  afterAll(() => redis?.stop())
} else {
  it("needs a Redis", () => {
    if (process.env.CI) {
      throw new Error("redis-server is not installed. CI must run every test.")
    }
    console.log("Skipped: redis-server is not installed, so the shop on Redis is not tested.")
  })
}
