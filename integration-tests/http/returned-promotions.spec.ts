import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  cancelOrderWorkflow,
  createPromotionsWorkflow,
  updateCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { CURRENCY } from "../../src/lib/shop"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { cancelOrderWorkflow as cancelInWorkshop } from "../../src/workflows/assignment/cancel-order"
import { expireOrderWorkflow } from "../../src/workflows/assignment/expire-order"
import { applyPromoCodeWorkflow } from "../../src/workflows/cart/apply-promo-code"
import { createAdmin } from "../support/admin"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { shopSuite } from "../support/shop-suite"

const EMAIL = "zilola@example.uz"
const TENTH = { type: "percentage" as const, value: 10, target_type: "order" as const }

/** One promotion for each way in which core counts uses: of a promotion, of a campaign, of its money, of a customer. */
const CODES = ["ONCE", "CAMPAIGN", "MONEY", "PERSON"]

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      const promotion = getContainer().resolve(Modules.PROMOTION)
      const budget = (type: "usage" | "spend" | "use_by_attribute", limit: number) => ({
        type,
        limit,
        ...(type === "spend" ? { currency_code: CURRENCY } : {}),
        ...(type === "use_by_attribute" ? { attribute: "customer_email" } : {}),
      })
      const campaigns = await promotion.createCampaigns([
        { name: "Uses", campaign_identifier: "CAMPAIGN", budget: budget("usage", 1) },
        { name: "Money", campaign_identifier: "MONEY", budget: budget("spend", 900) },
        { name: "Person", campaign_identifier: "PERSON", budget: budget("use_by_attribute", 1) },
      ])
      const idOf = (code: string) =>
        campaigns.find(({ campaign_identifier }) => campaign_identifier === code)?.id ?? ""
      await createPromotionsWorkflow(getContainer()).run({
        input: {
          promotionsData: CODES.map((code) => ({
            code,
            type: "standard" as const,
            status: "active" as const,
            ...(code === "ONCE" ? { limit: 1 } : { campaign_id: idOf(code) }),
            application_method: { ...TENTH, currency_code: CURRENCY },
          })),
        },
      })
    })

    async function readyCart(code: string): Promise<string> {
      const cartId = await checkoutSteps(getContainer(), shop).readyCart([
        { variant_id: shop.card.id, quantity: 1 },
      ])
      await updateCartWorkflow(getContainer()).run({ input: { id: cartId, email: EMAIL } })
      await applyPromoCodeWorkflow(getContainer()).run({ input: { cart_id: cartId, code } })
      return cartId
    }

    async function place(code: string) {
      const placed = await checkoutSteps(getContainer(), shop).place(await readyCart(code))
      const [assignment] = await workshop().listAssignments({ order_id: placed.order_id })
      return { id: placed.order_id, total: placed.total, assignmentId: assignment.id }
    }

    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    /** Whether another shopper of the same e-mail can use the code. */
    async function isFree(code: string): Promise<boolean> {
      try {
        await readyCart(code)
        return true
      } catch {
        return false
      }
    }

    async function usedOf(code: string): Promise<number> {
      const [promotion] = await getContainer()
        .resolve(Modules.PROMOTION)
        .listPromotions({ code: [code] }, { relations: ["campaign", "campaign.budget"] })
      return Number(promotion.campaign?.budget?.used ?? promotion.used ?? 0)
    }

    type Placed = Awaited<ReturnType<typeof place>>

    const CANCELLATIONS: [string, (order: Placed) => Promise<unknown>][] = [
      [
        "staff cancel it in the workshop",
        ({ assignmentId }) =>
          cancelInWorkshop(getContainer()).run({
            input: { assignment_id: assignmentId, actor: { type: "system" } },
          }),
      ],
      [
        "staff cancel it on core's order page",
        async ({ id }) => {
          const { options } = await createAdmin(getContainer(), `${id.toLowerCase()}@example.uz`)
          const { status } = await api.post(`/admin/orders/${id}/cancel`, {}, options)
          expect(status).toBe(200)
        },
      ],
      [
        "another plugin cancels it",
        ({ id }) => cancelOrderWorkflow(getContainer()).run({ input: { order_id: id } }),
      ],
    ]

    it.each(CANCELLATIONS)("gives back every kind of use when %s", async (_, cancel) => {
      for (const code of CODES) {
        const order = await place(code)
        expect([code, order.total]).toEqual([code, 24_500])
        expect([code, await isFree(code)]).toEqual([code, false])
        await cancel(order)
        await eventually(async () => expect([code, await usedOf(code)]).toEqual([code, 0]))
        expect([code, await isFree(code)]).toEqual([code, true])
      }
    })

    it("gives back once, although the order is canceled twice", async () => {
      await allowFive("CAMPAIGN")
      const [first] = [await place("CAMPAIGN"), await place("CAMPAIGN")]
      const cancel = () =>
        cancelInWorkshop(getContainer()).run({
          input: { assignment_id: first.assignmentId, actor: { type: "system" } },
        })
      await Promise.allSettled([cancel(), cancel()])
      await Promise.allSettled([cancel()])
      expect(await usedOf("CAMPAIGN")).toBe(1)
    })

    it("gives back once, although the process fails after it gave back", async () => {
      await allowFive("CAMPAIGN")
      const [first] = [await place("CAMPAIGN"), await place("CAMPAIGN")]
      const locking = getContainer().resolve(Modules.LOCKING)
      const execute = locking.execute.bind(locking)
      let failures = 0
      const failing = jest.spyOn(locking, "execute").mockImplementation(async (keys, act, options) => {
        const result = await execute(keys, act, options)
        if (String(keys).startsWith("promotion:") && failures === 0) {
          failures += 1
          throw new Error("the process stops")
        }
        return result
      })
      const cancel = () =>
        cancelInWorkshop(getContainer()).run({
          input: { assignment_id: first.assignmentId, actor: { type: "system" } },
        })
      await Promise.allSettled([cancel()])
      await eventually(async () => {
        await Promise.allSettled([cancel()])
        expect((await workshop().retrieveAssignment(first.assignmentId)).status).toBe("canceled")
      })
      failing.mockRestore()
      expect([failures, await usedOf("CAMPAIGN")]).toEqual([1, 1])
    })

    async function allowFive(code: string): Promise<void> {
      const [promotion] = await getContainer()
        .resolve(Modules.PROMOTION)
        .listPromotions({ code: [code] }, { relations: ["campaign"] })
      await getContainer()
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(
          `update promotion_campaign_budget set "limit" = 5, raw_limit = '{"value": "5", "precision": 20}'
           where campaign_id = ?`,
          [promotion.campaign?.id ?? ""],
        )
    }

    it("gives back what an unpaid order used", async () => {
      const order = await place("ONCE")
      // Medusa authorizes cash at once. A redirect gateway is not authorized yet.
      await getContainer()
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(
          `update payment_collection set authorized_amount = 0, raw_authorized_amount = '{"value": "0", "precision": 20}'
           where id in (select payment_collection_id from order_payment_collection where order_id = ?)`,
          [order.id],
        )
      await workshop().updateAssignments({
        id: order.assignmentId,
        status: "awaiting_payment",
        payment_due_at: new Date(Date.now() - 60_000),
      })
      await expireOrderWorkflow(getContainer()).run({
        input: { assignment_id: order.assignmentId, actor: { type: "system" } },
      })
      expect([await usedOf("ONCE"), await isFree("ONCE")]).toEqual([0, true])
    })
  },
})
