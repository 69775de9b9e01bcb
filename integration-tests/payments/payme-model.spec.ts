import { shopSuite } from "../support/shop-suite"
import { playStories, STORIES_WITHIN_MS } from "./model/run"
import { ModelShop, type KeptTransaction } from "./model/shop"
import type { Answer, GatewayProtocol } from "./model/protocol"
import {
  configurePayme,
  newTransactionId,
  PAYME,
  paymeClient,
  type PaymeClient,
  type PaymeResponse,
} from "./payme-support"

configurePayme()

/** The times that Payme is told must be the same to the millisecond whenever it asks again. */
function answerOf({ error, result }: PaymeResponse, ...same: string[]): Answer {
  if (error) {
    return { refused: error.code }
  }
  return { told: Object.fromEntries(same.map((name) => [name, result?.[name]])) }
}

/** Payme as the model plays it. */
function paymeProtocol(payme: PaymeClient): GatewayProtocol {
  const times = new Map<string, number>()
  const timeOf = (id: string) => {
    times.set(id, times.get(id) ?? Date.now())
    return times.get(id)
  }
  return {
    provider: PAYME,
    newId: newTransactionId,
    refusals: {
      begin: [-31001, -31008, -31050, -31051, -31052, -31053],
      perform: [-31003, -31008],
      cancel: [-31003, -31007],
      check: [-31003],
    },
    async begin({ reference, minorUnits }, id, wrong) {
      const amount = minorUnits + (wrong ? 1 : 0)
      const params = { id, time: timeOf(id), amount, account: { order_id: reference } }
      return answerOf(await payme("CreateTransaction", params), "create_time", "transaction")
    },
    perform: async (_, id) =>
      answerOf(await payme("PerformTransaction", { id }), "perform_time", "transaction"),
    cancel: async (_, id, reason) =>
      answerOf(await payme("CancelTransaction", { id, reason }), "cancel_time", "transaction"),
    check: async (_, id) => answerOf(await payme("CheckTransaction", { id })),

    /** The statement of a time is what the shop keeps of it, and CheckTransaction says the same of each. */
    async agrees({ minorUnits }, ids, { transactions }) {
      const begun = ids.flatMap((id) => times.get(id) ?? [])
      if (!begun.length) {
        return expect(transactions).toEqual([])
      }
      const time = { from: Math.min(...begun), to: Math.max(...begun) }
      const { result } = await payme("GetStatement", time)
      const lines = (result?.transactions as { id: string; time: number }[]).filter(({ id }) =>
        ids.includes(id),
      )
      expect(lines.map(({ id }) => id).sort()).toEqual(namesOf(transactions))
      for (const line of lines) {
        const { result: checked } = await payme("CheckTransaction", { id: line.id })
        expect(line).toMatchObject({ ...checked, amount: minorUnits, time: times.get(line.id) })
      }
    },
  }
}

const namesOf = (transactions: KeptTransaction[]) => transactions.map((one) => one.external_id).sort()

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it(
      "keeps every order's money right, in whatever order Payme's calls come",
      async () => {
        const shop = await ModelShop.open(getContainer(), PAYME)
        const endings = await playStories(shop, paymeProtocol(paymeClient(api)))
        // A run in which nothing was ever paid, or given back, would prove little.
        expect(endings.get("paid")).toBeGreaterThan(0)
        expect(endings.get("given back")).toBeGreaterThan(0)
      },
      STORIES_WITHIN_MS + 120_000,
    )
  },
})
