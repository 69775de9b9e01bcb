import { textOf, type SandboxPerson } from "../../sandbox/telegram/client"
import { DILNOZA, FLORISTS } from "../bot/support"
import {
  newTransactionId,
  PAYME,
  PAYME_KEY,
  PAYME_MERCHANT,
  paymeClient,
  type PaymeClient,
} from "../payments/payme-support"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { crowdedSandbox, knowTheBot, SHOPPERS } from "./crowd"
import { Ledger, oddOrders } from "./ledger"
import { standStillBefore, type Standstill } from "./moments"
import { addsByTap, bouquet, comesFor, goesToSummary, widenSlots } from "./shopping"

jest.setTimeout(600_000)

/** A sweep looks every half a minute. */
const RECOVERED_MS = 180_000

/**
 * How far a payment is when the power goes, the furthest first, each with the table that is about to be written: a
 * payment stops at the first one that is held, so the furthest one is paid first.
 */
const MOMENTS = [
  { at: "the order is offered, and nobody is told", before: "outbox_message" },
  { at: "Medusa has captured it, and the order is not offered", before: "workshop_assignment" },
  { at: "Medusa has a payment, and has not captured it", before: "capture" },
  { at: "Medusa knows nothing of it", before: "payment_session" },
  { at: "Payme has not heard the answer", before: "gateway_call" },
]

type Paid = { shopper: SandboxPerson; number: string; amount: number; id: string; heard: unknown }

/** What is known of an order's money. */
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

describe("a shop that is killed after Payme took the money", () => {
  let shop: ShopProcesses
  let ledger: Ledger
  let payme: PaymeClient
  let paid: Paid[]

  beforeAll(async () => {
    shop = await ShopProcesses.open({
      sandbox: crowdedSandbox(),
      environment: { PAYME_MERCHANT_ID: PAYME_MERCHANT, PAYME_KEY },
    })
    await widenSlots(shop)
    const people = SHOPPERS.slice(0, MOMENTS.length)
    await knowTheBot(shop, [DILNOZA, ...people])
    await shop.start("shared")
    await shop.rows(
      "insert into region_payment_provider (id, region_id, payment_provider_id) select 'regpp_payme', id, $1 from region",
      PAYME,
    )
    ledger = await Ledger.open(shop)
    payme = paymeClient({ post: (path, body, { headers }) => post(path, body, headers) })
    await shop.telegram().person(DILNOZA).sends("/start")
    paid = await Promise.all(people.map((id) => ordersByPayme(shop.telegram().person(id))))
    paid.sort((a, b) => Number(a.number) - Number(b.number))
  })

  afterAll(() => shop?.end())

  it("finishes each payment once: one capture, one card, one word to the shopper, one answer to Payme", async () => {
    const stills: Standstill[] = []
    for (const [index, { before }] of MOMENTS.entries()) {
      stills.push(await standStillBefore(shop.databaseUrl, before))
      // The last of them hears nothing: its process dies.
      const answer = payme("PerformTransaction", { id: paid[index].id })
        .then(({ result }) => (paid[index].heard = result))
        .catch(() => undefined)
      await stills[index].reached()
      await (index < MOMENTS.length - 1 ? answer : undefined)
    }
    expect(paid.map(({ heard }) => heard)).toEqual([
      ...Array(MOMENTS.length - 1).fill(expect.objectContaining({ state: 2 })),
      undefined,
    ])
    const [process] = shop.processes
    await process.kill()
    await Promise.all(stills.map((still) => still.abandon()))
    expect((await moneyNow()).map(({ captures, offers }) => [captures, offers])).toEqual(
      paid.map(({ number }) => expectedAtDeath(number)),
    )
    await process.start()

    await eventually(async () => expect(await moneyNow()).toEqual(paid.map(finished)), RECOVERED_MS)
    await eventually(everybodyIsToldOnce, RECOVERED_MS)
    await eventually(async () => expect(await oddOrders(shop)).toEqual([]))
    expect(await ledger.faults()).toEqual([])
    await paymeHearsTheSame()
    expect(await moneyNow()).toEqual(paid.map(finished))
    await everybodyIsToldOnce()
  })

  const moneyNow = () => shop.rows<Money>(MONEY)

  /** That the moments were what they say: how many captures and offers there were when the process died. */
  function expectedAtDeath(number: string): [number, number] {
    const index = paid.findIndex((one) => one.number === number)
    return [index < 2 ? 1 : 0, index < 1 ? 1 : 0]
  }

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

  async function everybodyIsToldOnce(): Promise<void> {
    const sent = (await shop.telegram().calls()).filter(({ ok, method }) => ok && method.startsWith("send"))
    const saying = (chat: number, words: string) =>
      sent.filter(
        ({ params: { chat_id, text, caption } }) =>
          String(chat_id) === String(chat) && String(text ?? caption).includes(words),
      ).length
    const told = paid.map(({ shopper, number }) => ({
      number,
      cards: saying(FLORISTS, `№${number}<`),
      words: saying(shopper.id, `Оплата за заказ №${number} получена`),
    }))
    expect(told).toEqual(paid.map(({ number }) => ({ number, cards: 1, words: 1 })))
    for (const { shopper, number } of paid) {
      const messages = (await shopper.messages()).map((message) => textOf(message))
      expect(messages.filter((text) => text.includes(`Заказ №${number} оплачен`))).toHaveLength(1)
    }
  }

  /** Payme asks again, and is told to the millisecond what it was told, or what the shop wrote down. */
  async function paymeHearsTheSame(): Promise<void> {
    const money = await moneyNow()
    for (const { id, number, heard } of paid) {
      const { result } = await payme("PerformTransaction", { id })
      const row = money.find((one) => one.number === number)
      expect(result).toMatchObject({ state: 2, perform_time: row?.performed_at.getTime() })
      expect(result).toEqual(heard ?? result)
    }
  }

  /** From the bouquet to Payme's page; Payme has begun to take the money. */
  async function ordersByPayme(shopper: SandboxPerson): Promise<Paid> {
    await comesFor(shopper, await bouquet(shop, "pink-cloud"))
    await addsByTap(shopper)
    await goesToSummary(shopper)
    await shopper.taps(/Payme · /)
    const card = await shopper.sees(/Заказ №\d+ ждёт оплаты/, { within: RECOVERED_MS })
    const [, number] = /№(\d+)/.exec(textOf(card)) ?? []
    const [{ total }] = await shop.rows<{ total: number }>(
      `select pc.amount::int as total from "order" o
       join order_payment_collection l on l.order_id = o.id
       join payment_collection pc on pc.id = l.payment_collection_id where o.display_id = $1`,
      number,
    )
    const id = newTransactionId()
    const begun = await payme("CreateTransaction", {
      id,
      time: Date.now(),
      amount: total * 100,
      account: { order_id: number },
    })
    expect(begun).toMatchObject({ result: { state: 1 } })
    return { shopper, number, amount: total, id, heard: undefined }
  }

  async function post(path: string, body: unknown, headers: Record<string, string>) {
    const response = await fetch(`${shop.url}${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    const data: unknown = await response.json()
    return { status: response.status, data }
  }
})
