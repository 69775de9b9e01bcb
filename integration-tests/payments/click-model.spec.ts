import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import type { ClickStandIn } from "../../packages/sandbox/click"
import { codeOf, numberIn } from "../../packages/sandbox/click/hooks"
import { NO_MONEY, STATUS, type Payment } from "../../packages/sandbox/click/ledger"
import { askClickUnfinished } from "../../src/workflows/payment/click/ask-unfinished"
import { CLICK, withClick } from "./click-support"
import type { Answer, GatewayProtocol } from "./model/protocol"
import { playStories, STORIES_WITHIN_MS } from "./model/run"
import { ModelShop, type ModelOrder } from "./model/shop"

const { click, shopIsAt } = withClick()

/** Number of payments that one poll of the shop asks Click about. */
const BATCH = 20

/** Click for the model. Its transactions have our own ids. */
function clickProtocol(standIn: ClickStandIn, sweep: () => Promise<void>): GatewayProtocol {
  const payments = new Map<string, Payment>()
  const paymentOf = ({ reference, minorUnits }: ModelOrder, id: string): Payment => {
    const payment = payments.get(id) ?? standIn.ledger.begin(reference, minorUnits)
    // The shop stores Click's own number as the transaction id.
    payment.transId = Number(id)
    payments.set(id, payment)
    return payment
  }
  return {
    provider: CLICK,
    newId: () => String(standIn.ledger.nextId()),
    debitsFirst: true,
    refusals: {
      begin: [-2, -4, -5, -9],
      perform: [-6, -9],
      cancel: [-6],
      check: [],
    },
    sweep,
    async begin(order, id, wrong) {
      const payment = paymentOf(order, id)
      const changes = wrong ? { amount: `${order.total + 1}.00` } : {}
      const call = await standIn.shop.prepare(payment, changes)
      payment.prepareId = numberIn(call, "merchant_prepare_id") ?? payment.prepareId
      return answerOf(codeOf(call), [0], { prepare: payment.prepareId })
    },
    /** Click debits the money before it calls the shop, unless it already refused the payment. */
    async perform(order, id) {
      const payment = paymentOf(order, id)
      if (payment.prepareId !== undefined && payment.status === STATUS.processing) {
        payment.status = STATUS.paid
      }
      const call = await standIn.shop.complete(payment, 0, prepareIdOf(payment))
      return answerOf(codeOf(call), [0, -4], { confirm: payment.prepareId })
    },
    /**
     * Cancels a payment before the debit, or reverses a debited one in Click's cabinet. With an odd `reason` a debited
     * payment is not reversed, and the shop must refuse the call.
     */
    async cancel(order, id, reason) {
      const payment = paymentOf(order, id)
      const isBegun = payment.prepareId !== undefined
      if (isBegun && (payment.status === STATUS.processing || reason % 2 === 0)) {
        payment.status = NO_MONEY
      }
      const call = await standIn.shop.complete(payment, NO_MONEY, prepareIdOf(payment))
      return answerOf(codeOf(call), [-9], {})
    },
    /** Click and the shop agree about the money, and no money stays where it does not belong. */
    async agrees(_, ids, { captured, refunded, order }) {
      const held = ids.flatMap((id) => payments.get(id) ?? []).filter(({ status }) => status === STATUS.paid)
      expect(held.length).toBe(captured - refunded > 0 ? 1 : 0)
      expect(order === "canceled" && held.length > 0).toBe(false)
      // Unfinished payments end here, so that the next story of this order can begin.
      for (const payment of ids.flatMap((id) => payments.get(id) ?? [])) {
        payment.status = payment.status === STATUS.processing ? NO_MONEY : payment.status
      }
    },
  }
}

const prepareIdOf = ({ prepareId }: Payment) => ({ merchant_prepare_id: String(prepareId ?? 1) })

function answerOf(code: number | undefined, good: number[], values: Record<string, unknown>): Answer {
  return code !== undefined && good.includes(code) ? { values } : { refused: code ?? Number.NaN }
}

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it(
      "keeps every order's money correct for any order of Click's calls",
      async () => {
        shopIsAt(api.defaults.baseURL)
        const shop = await ModelShop.open(getContainer(), CLICK)
        const knex = getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
        const minutesPass = async () => {
          await knex.raw(
            `update gateway_transaction set asked_at = null, began_at = began_at - interval '3 minutes'
             where created_at > now() - interval '5 minutes'`,
          )
          for (let asked = BATCH; asked >= BATCH;) {
            const result = await askClickUnfinished(getContainer())
            asked = result
          }
        }
        // One settlement run at a time, as the shop's job does, even with parallel stories.
        let turn = Promise.resolve()
        const sweep = () => {
          turn = turn.then(minutesPass)
          return turn
        }
        const endings = await playStories(shop, clickProtocol(click(), sweep))
        expect(endings.get("paid")).toBeGreaterThan(0)
        expect(endings.get("given back")).toBeGreaterThan(0)
      },
      STORIES_WITHIN_MS + 120_000,
    )
  },
})
