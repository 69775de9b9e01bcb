import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import fc from "fast-check"
import { signature } from "../../packages/sandbox/stripe/webhook"
import { createDeliveryFixture } from "../support/delivery-fixture"
import { isDeep } from "../support/deep"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { SEED } from "../support/random-seed"
import { offerStripe, placeStripeOrder, StripeForTests, WEBHOOK_SECRET } from "./stripe-support"

const stripe = new StripeForTests()
beforeAll(() => stripe.start())
afterAll(() => stripe.close())

const TABLES = [
  "gateway_event",
  "gateway_transaction",
  "gateway_call",
  "payment",
  "payment_session",
  "workshop_assignment",
]

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it("answers any body without a server error, and accepts none without Stripe's signature", async () => {
      jobsRunByHand()
      const container = getContainer()
      const shop = await createDeliveryFixture(container)
      await offerStripe(container, shop.region_id)
      await stripe.renew(api.defaults.baseURL)
      const order = await placeStripeOrder(container, shop)
      const page = stripe.pageOf(order.reference)

      const rows = async () => {
        const sql = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const read = TABLES.map(async (table) => (await sql.raw(`select * from "${table}" order by id`)).rows)
        return JSON.stringify(await Promise.all(read))
      }
      const post = async (body: string, header: string | undefined) => {
        const { status, data } = await api.post("/hooks/stripe", body, {
          headers: {
            "content-type": "application/json",
            ...(header === undefined ? {} : { "stripe-signature": header }),
          },
          transformRequest: [(text: string) => text],
          validateStatus: () => true,
        })
        return { status, code: data.code }
      }

      const like = fc.record(
        {
          id: fc.oneof(fc.constant("evt_1"), fc.jsonValue()),
          type: fc.oneof(fc.constantFrom("checkout.session.completed", "charge.refunded"), fc.jsonValue()),
          created: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
          data: fc.oneof(
            fc.record({
              object: fc.record(
                {
                  id: fc.oneof(fc.constant(page.id), fc.jsonValue()),
                  object: fc.oneof(fc.constant("checkout.session"), fc.jsonValue()),
                  payment_intent: fc.jsonValue(),
                },
                { requiredKeys: [] },
              ),
            }),
            fc.jsonValue(),
          ),
        },
        { requiredKeys: [] },
      )
      const body = fc.oneof(
        like.map((value) => JSON.stringify(value)),
        fc.json(),
        fc.string({ unit: "binary" }),
      )
      const header = fc.oneof(
        fc.constant(undefined),
        fc.string().map((text) => text.replace(/[^\x21-\x7e]/g, "")),
        fc.tuple(fc.integer(), fc.string()).map(([at, sign]) => `t=${at},v1=${encodeURIComponent(sign)}`),
        fc.constant("right"),
        fc.constant("foreign"),
      )
      const before = await rows()
      const numRuns = isDeep ? 800 : 80
      await fc.assert(
        fc.asyncProperty(body, header, async (text, given) => {
          const isRight = given === "right"
          const sign = isRight ? signature(text, WEBHOOK_SECRET) : signature(text, "whsec_of_somebody_else")
          const { status, code } = await post(text, given === "foreign" || isRight ? sign : given)
          if (!isRight) {
            expect([status, code]).toEqual([400, "wrong_signature"])
          } else {
            expect([200, 400]).toContain(status)
          }
        }),
        { seed: SEED, numRuns },
      )
      const after = await rows()
      // A signed event only triggers a poll. Nobody paid, so only events and gateway calls may be stored.
      const moved = (text: string) => JSON.parse(text).slice(TABLES.indexOf("payment"))
      expect(moved(after)).toEqual(moved(before))
      expect(JSON.parse(after)[TABLES.indexOf("gateway_transaction")]).toEqual([])
    })
  },
})
