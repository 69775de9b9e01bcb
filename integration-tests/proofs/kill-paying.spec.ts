import { textOf, type SandboxPerson } from "../../packages/sandbox/telegram/client"
import { DILNOZA, FLORISTS } from "../bot/support"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { crowdedSandbox, knowTheBot, SHOPPERS } from "./crowd"
import { Ledger, oddOrders } from "./ledger"
import { standStillBefore, type Standstill } from "./moments"
import { byClick, byPayme, type BegunPayment, type Payer } from "./payers"
import { addsByTap, bouquet, comesFor, goesToSummary, widenSlots } from "./shopping"
import { saying } from "../support/labels"

jest.setTimeout(600_000)

/** Time limit in ms for recovery. The sweeps run every 30 s. */
const RECOVERED_MS = 180_000

/**
 * The points at which the process is killed, latest first. `before` is the table whose next write is blocked. A
 * payment stops at the first blocked table, so the latest point is paid first.
 */
const MOMENTS: { at: string; before: string; by: Payer[] }[] = [
  { at: "the order is offered, and nobody is notified", before: "outbox_message", by: [byPayme] },
  {
    at: "the payment is captured, and the order is not offered",
    before: "workshop_assignment",
    by: [byPayme],
  },
  { at: "Medusa has a payment that is not captured", before: "capture", by: [byPayme] },
  { at: "Medusa has no payment", before: "payment_session", by: [byPayme, byClick] },
  { at: "the gateway has not received the answer", before: "gateway_call", by: [byPayme, byClick] },
]
/** At this table the gateway receives no answer: the process dies first. */
const UNANSWERED = "gateway_call"

type Paid = { shopper: SandboxPerson; number: string; amount: number; before: string; payment: BegunPayment }

/** An order's money in the database. */
type Money = {
  number: string
  status: string
  captured: number
  captures: number
  payments: number
  offers: number
  settled_state: string
  needs_attention: string | null
  performed_at: Date
}

const MONEY = `
  select o.display_id::text as number, a.status, t.settled_state, t.needs_attention, t.performed_at,
    (select count(*)::int from workshop_transition w
     where w.assignment_id = a.id and w.action = 'offer') as offers,
    (select count(*)::int from payment p
     where p.payment_collection_id = l.payment_collection_id and p.deleted_at is null) as payments,
    count(c.id)::int as captures, coalesce(sum(c.amount), 0)::int as captured
  from "order" o
  join workshop_assignment a on a.order_id = o.id
  join gateway_transaction t on t.order_id = o.id and t.state = 'performed'
  join order_payment_collection l on l.order_id = o.id
  left join payment p on p.payment_collection_id = l.payment_collection_id and p.deleted_at is null
  left join capture c on c.payment_id = p.id and c.deleted_at is null
  group by o.id, a.id, t.id, l.payment_collection_id order by o.display_id`

describe("a shop that is killed after a gateway took the money", () => {
  let shop: ShopProcesses
  let ledger: Ledger
  /** By order number. */
  let paid: Paid[]

  beforeAll(async () => {
    const environment = { ...byPayme.environment, ...byClick.environment }
    shop = await ShopProcesses.open({ sandbox: crowdedSandbox(), environment })
    await widenSlots(shop)
    const payers = MOMENTS.flatMap(({ by, before }) => by.map((payer) => ({ payer, before })))
    const people = SHOPPERS.slice(0, payers.length)
    await knowTheBot(shop, [DILNOZA, ...people])
    await shop.start("shared")
    for (const { provider } of [byPayme, byClick]) {
      await shop.rows(
        `insert into region_payment_provider (id, region_id, payment_provider_id)
         select 'regpp_' || $1, id, $1 from region`,
        provider,
      )
    }
    ledger = await Ledger.open(shop)
    await shop.telegram().person(DILNOZA).sends("/start")
    paid = await Promise.all(
      payers.map(({ payer, before }, index) => orders(shop.telegram().person(people[index]), payer, before)),
    )
    paid.sort((a, b) => Number(a.number) - Number(b.number))
  })

  afterAll(() => shop?.end())

  it("finishes each payment once: one capture, one card, one notice to the shopper, one answer to the gateway", async () => {
    // Waits for all earlier messages, so that only these payments write to the blocked tables.
    await eventually(async () => {
      // The order matters: announcing a transition enqueues its messages.
      expect(await shop.rows("select id from workshop_transition where announced_at is null")).toEqual([])
      const open = "select key from outbox_message where state in ('pending', 'sending')"
      expect(await shop.rows(open)).toEqual([])
    }, RECOVERED_MS)
    const stills: Standstill[] = []
    for (const { before } of MOMENTS) {
      const still = await standStillBefore(shop.databaseUrl, before)
      stills.push(still)
      const now = paid.filter((one) => one.before === before)
      const answers = now.map(({ payment }) => payment.performs())
      if (before === UNANSWERED) {
        void Promise.allSettled(answers)
      } else {
        await Promise.all(answers)
      }
      await still.reached(now.length)
      // Checks that each payment reached its point: other work writes to these tables too.
      await eventually(async () => {
        const numbers = now.map(({ number }) => number)
        const reached = (await moneyNow()).filter(({ number }) => numbers.includes(number))
        expect(reached.map(({ captures, offers }) => [captures, offers])).toEqual(now.map(expectedCounts))
      }, RECOVERED_MS)
    }
    const [process] = shop.processes
    await process.kill()
    await Promise.all(stills.map((still) => still.abandon()))
    expect((await moneyNow()).map(({ captures, offers }) => [captures, offers])).toEqual(
      paid.map(expectedCounts),
    )
    await process.start()

    await eventually(async () => expect(await moneyNow()).toEqual(paid.map(finished)), RECOVERED_MS)
    await eventually(everyoneIsNotifiedOnce, RECOVERED_MS)
    await eventually(async () => expect(await oddOrders(shop)).toEqual([]))
    expect(await ledger.faults()).toEqual([])
    const money = await moneyNow()
    for (const [index, { payment }] of paid.entries()) {
      await payment.repeats(money[index].performed_at)
    }
    expect(await moneyNow()).toEqual(money)
    await everyoneIsNotifiedOnce()
  })

  const moneyNow = () => shop.rows<Money>(MONEY)

  /** The expected numbers of captures and offers of an order whose payment is blocked. */
  const expectedCounts = ({ before }: Paid): number[] => [
    before === "outbox_message" || before === "workshop_assignment" ? 1 : 0,
    before === "outbox_message" ? 1 : 0,
  ]

  const finished = ({ number, amount }: Paid): Money => ({
    number,
    status: "offered",
    captured: amount,
    captures: 1,
    payments: 1,
    offers: 1,
    settled_state: "performed",
    needs_attention: null,
    performed_at: expect.any(Date),
  })

  async function everyoneIsNotifiedOnce(): Promise<void> {
    const sent = (await shop.telegram().calls()).filter(({ ok, method }) => ok && method.startsWith("send"))
    const sentWith = (chat: number, words: RegExp) =>
      sent.filter(
        ({ params: { chat_id, text, caption } }) =>
          String(chat_id) === String(chat) && words.test(String(text ?? caption)),
      ).length
    const notified = paid.map(({ shopper, number }) => ({
      number,
      cards: sentWith(FLORISTS, new RegExp(`№${number}<`)),
      words: sentWith(shopper.id, saying("notices.paid", { number })),
    }))
    expect(notified).toEqual(paid.map(({ number }) => ({ number, cards: 1, words: 1 })))
    for (const { shopper, number } of paid) {
      const messages = (await shopper.messages()).map((message) => textOf(message))
      expect(messages.filter((text) => saying("payment.card_paid", { number }).test(text))).toHaveLength(1)
    }
  }

  /** Orders a bouquet and opens the payment page; the gateway begins the payment. */
  async function orders(shopper: SandboxPerson, payer: Payer, before: string): Promise<Paid> {
    await comesFor(shopper, await bouquet(shop, "pink-cloud"))
    await addsByTap(shopper)
    await goesToSummary(shopper)
    await shopper.taps(new RegExp(`${payer.name} · `))
    const card = await shopper.sees(saying("payment.card", { number: /\d+/ }), { within: RECOVERED_MS })
    const [, number] = /№(\d+)/.exec(textOf(card)) ?? []
    const [{ amount }] = await shop.rows<{ amount: number }>(
      `select pc.amount::int as amount from "order" o
       join order_payment_collection l on l.order_id = o.id
       join payment_collection pc on pc.id = l.payment_collection_id where o.display_id = $1`,
      number,
    )
    const payment = await payer.begins(shop, { number, amount: amount * 100 })
    return { shopper, number, amount, before, payment }
  }
})
