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

/** Repeated calls must return the same times to the millisecond. */
function answerOf({ error, result }: PaymeResponse, ...same: string[]): Answer {
  if (error) {
    return { refused: error.code }
  }
  return { values: Object.fromEntries(same.map((name) => [name, result?.[name]])) }
}

/** Payme in the model. */
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

    /** GetStatement lists the stored transactions, and CheckTransaction returns the same values for each. */
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
      "keeps every order's money correct for any order of Payme's calls",
      async () => {
        const shop = await ModelShop.open(getContainer(), PAYME)
        const endings = await playStories(shop, paymeProtocol(paymeClient(api)))
        // A run without any payment or refund would prove little.
        expect(endings.get("paid")).toBeGreaterThan(0)
        expect(endings.get("given back")).toBeGreaterThan(0)
      },
      STORIES_WITHIN_MS + 120_000,
    )
  },
})
