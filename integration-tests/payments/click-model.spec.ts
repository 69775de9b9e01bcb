import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import type { ClickStandIn } from "../../packages/sandbox/click"
import { codeOf, numberIn } from "../../packages/sandbox/click/hooks"
import { NO_MONEY, STATUS, type Payment } from "../../packages/sandbox/click/ledger"
import { askClickUnfinishedWorkflow } from "../../src/workflows/payment/click/ask-unfinished"
import { CLICK, withClick } from "./click-support"
import type { Answer, GatewayProtocol } from "./model/protocol"
import { playStories, STORIES_WITHIN_MS } from "./model/run"
import { ModelShop, type ModelOrder } from "./model/shop"

const { click, shopIsAt } = withClick()

/** So many payments the shop asks about in one go. */
const BATCH = 20

/** Click as the model plays it; its transactions are known by numbers of our own. */
function clickProtocol(standIn: ClickStandIn, sweep: () => Promise<void>): GatewayProtocol {
  const payments = new Map<string, Payment>()
  const paymentOf = ({ reference, minorUnits }: ModelOrder, id: string): Payment => {
    const payment = payments.get(id) ?? standIn.ledger.begin(reference, minorUnits)
    // The shop knows a transaction by Click's number of it.
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
    /** The money is debited before the shop is told, unless Click has said already that it is not. */
    async perform(order, id) {
      const payment = paymentOf(order, id)
      if (payment.prepareId !== undefined && payment.status === STATUS.processing) {
        payment.status = STATUS.paid
      }
      const call = await standIn.shop.complete(payment, 0, prepareIdOf(payment))
      return answerOf(codeOf(call), [0, -4], { confirm: payment.prepareId })
    },
    /** Click took no money, or gives back in its cabinet what it took; odd reasons are said in vain. */
    async cancel(order, id, reason) {
      const payment = paymentOf(order, id)
      const isBegun = payment.prepareId !== undefined
      if (isBegun && (payment.status === STATUS.processing || reason % 2 === 0)) {
        payment.status = NO_MONEY
      }
      const call = await standIn.shop.complete(payment, NO_MONEY, prepareIdOf(payment))
      return answerOf(codeOf(call), [-9], {})
    },
    /** No money is left where it does not belong: what Click has is what the shop has. */
    async agrees(_, ids, { captured, refunded, order }) {
      const held = ids.flatMap((id) => payments.get(id) ?? []).filter(({ status }) => status === STATUS.paid)
      expect(held.length).toBe(captured - refunded > 0 ? 1 : 0)
      expect(order === "canceled" && held.length > 0).toBe(false)
      // What was left undone comes to nothing, so that the order may go on in another story.
      for (const payment of ids.flatMap((id) => payments.get(id) ?? [])) {
        payment.status = payment.status === STATUS.processing ? NO_MONEY : payment.status
      }
    },
  }
}

const prepareIdOf = ({ prepareId }: Payment) => ({ merchant_prepare_id: String(prepareId ?? 1) })

function answerOf(code: number | undefined, good: number[], told: Record<string, unknown>): Answer {
  return code !== undefined && good.includes(code) ? { told } : { refused: code ?? Number.NaN }
}

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it(
      "keeps every order's money right, in whatever order Click's calls come",
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
            const { result } = await askClickUnfinishedWorkflow(getContainer()).run()
            asked = result
          }
        }
        // The shop asks in one place at a time, as its job does, however many stories go on.
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
