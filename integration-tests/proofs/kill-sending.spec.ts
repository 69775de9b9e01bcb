import { textOf } from "../../packages/sandbox/telegram/client"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { ADMINS, FLORISTS, MADINA } from "../bot/support"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { TelegramGate } from "../support/telegram-gate"
import { crowdedSandbox, FLORIST_CROWD, knowTheBot, SHOPPERS, takeOn } from "./crowd"
import { Ledger } from "./ledger"
import { standStillBefore } from "./moments"
import { addsByTap, bouquet, comesFor, goesToSummary, pays, widenSlots } from "./shopping"
import { saying } from "../support/labels"

jest.setTimeout(600_000)

/**
 * Time limit in ms for recovery. A dead process's messages are handled after its lease and claims expire; then a card
 * is sent again.
 */
const RECOVERED_MS = 240_000

/** The points at which the process is killed. Each is tried with a florist's card and with a shopper's notice. */
const MOMENTS = [
  "the message is claimed, and Telegram has no request",
  "Telegram has the message, and has not answered",
  "Telegram has answered, and the answer is not stored",
]

/** A message's state in the outbox, and how often it arrived. */
type Outcome = { state: string; is_repeat: boolean; arrived: number; saysThatItIsARepeat: number }

describe("a shop that is killed while it sends messages", () => {
  let gate: TelegramGate
  let shop: ShopProcesses
  let ledger: Ledger
  let shoppers: SandboxPerson[]
  let florists: SandboxPerson[]

  beforeAll(async () => {
    gate = await TelegramGate.open()
    shop = await ShopProcesses.open({
      sandbox: crowdedSandbox(),
      apiRoot: ({ url }) => {
        gate.leadTo(url)
        return gate.url
      },
    })
    await widenSlots(shop)
    const [shopperIds, floristIds] = [SHOPPERS, FLORIST_CROWD].map((ids) => ids.slice(0, MOMENTS.length))
    await knowTheBot(shop, shopperIds)
    await shop.start("shared")
    ledger = await Ledger.open(shop)
    await takeOn(shop, floristIds, "florist")
    shoppers = shopperIds.map((id) => shop.telegram().person(id))
    florists = floristIds.map((id) => shop.telegram().person(id))
    await Promise.all(shoppers.map(orders))
  })

  afterAll(async () => {
    await shop?.end()
    await gate?.close()
  })

  it("loses no message silently, and repeats only messages that are marked as possible repeats", async () => {
    const cards = await offeredCards()
    const sentBefore = (await sends()).length
    await killedWhileSending(cards)
    const [process] = shop.processes
    await process.start()
    await eventually(async () => {
      // The order matters: announcing a transition enqueues its messages.
      expect(await shop.rows("select id from workshop_transition where announced_at is null")).toEqual([])
      const open = "select key from outbox_message where state in ('pending', 'sending')"
      expect(await shop.rows(open)).toEqual([])
    }, RECOVERED_MS)

    const arrived = (await sends()).slice(sentBefore)
    const outcomes = async (people: SandboxPerson[], key: string) =>
      Promise.all(people.map((person) => outcomeOf(person, key, arrived)))
    const cardOutcomes = await outcomes(florists, "card:%:work:%")
    const noticeOutcomes = await outcomes(shoppers, "transition:%:shopper")
    report([...cardOutcomes, ...noticeOutcomes])
    // The result of these sends is unknown. A card is sent again with a repeat mark; a notice is not, because a
    // second one would confuse.
    const repeated = { state: "sent", is_repeat: true, saysThatItIsARepeat: 1 }
    expect(cardOutcomes).toEqual([1, 2, 2].map((arrived) => ({ ...repeated, arrived })))
    const left = { state: "unknown", is_repeat: false, saysThatItIsARepeat: 0 }
    expect(noticeOutcomes).toEqual([0, 1, 1].map((arrived) => ({ ...left, arrived })))
    await everyMessageIsAccountedFor()
    await workGoesOn()
  })

  /** Three florists accept an order each. Blocks the resulting sends at their points, then kills the process. */
  async function killedWhileSending(cards: { message_id: number; row: number; column: number }[]) {
    const at = (moment: number) => [florists[moment].id, shoppers[moment].id]
    at(0).forEach((chat) => gate.hold(chat, "asked"))
    at(1).forEach((chat) => gate.hold(chat, "answered"))
    at(2).forEach((chat) => gate.hold(chat, "asked"))
    const answers = await Promise.all(
      florists.map((florist, index) => florist.presses(cards[index], { in: FLORISTS })),
    )
    expect(answers.map(({ text }) => text)).toEqual(
      MOMENTS.map(() => expect.stringMatching(saying("workshop.done_accept"))),
    )
    await gate.reached(...at(0), ...at(1), ...at(2))

    const still = await standStillBefore(shop.databaseUrl, "outbox_message")
    gate.released(...at(2))
    await eventually(async () => {
      const writing = await shop.rows(
        `select pid from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like 'update outbox_message set message_id%'`,
      )
      expect(writing).toHaveLength(2)
    }, 120_000)
    const [process] = shop.processes
    await process.kill()
    await still.abandon()
    await gate.forget()
  }

  async function orders(shopper: SandboxPerson): Promise<void> {
    await comesFor(shopper, await bouquet(shop, "pink-cloud"))
    await addsByTap(shopper)
    await goesToSummary(shopper)
    await pays(shopper)
  }

  /** The "I take it" button of each order in the florists' channel. */
  function offeredCards() {
    return eventually(async () => {
      const places = (await florists[0].messages({ in: FLORISTS })).flatMap(({ message_id, buttons = [] }) =>
        buttons.flatMap((buttonsOfRow, row) =>
          buttonsOfRow.flatMap(({ text }, column) =>
            saying("workshop.do_accept").test(text) ? { message_id, row, column } : [],
          ),
        ),
      )
      expect(places).toHaveLength(MOMENTS.length)
      return places
    }, 60_000)
  }

  /** The messages that Telegram accepted, oldest first. */
  const sends = async () =>
    (await shop.telegram().calls()).filter(({ ok, method }) => ok && method.startsWith("send"))

  async function outcomeOf({ id }: SandboxPerson, key: string, arrived: Awaited<ReturnType<typeof sends>>) {
    const rows = await shop.rows<Pick<Outcome, "state" | "is_repeat">>(
      "select state, is_repeat from outbox_message where chat_id = $1 and key like $2",
      String(id),
      key,
    )
    expect(rows).toHaveLength(1)
    const here = arrived.filter(({ params }) => String(params.chat_id) === String(id))
    const repeats = here.filter(({ params }) =>
      saying("workshop.card_repeated").test(String(params.text ?? params.caption)),
    )
    return { ...rows[0], arrived: here.length, saysThatItIsARepeat: repeats.length }
  }

  /** Checks that each enqueued message was sent or reported to the admins as possibly lost. */
  async function everyMessageIsAccountedFor(): Promise<void> {
    const rows = await shop.rows<{ state: string }>("select state from outbox_message")
    expect(rows.filter(({ state }) => state !== "sent" && state !== "unknown")).toEqual([])
    expect(rows.filter(({ state }) => state === "unknown")).toHaveLength(MOMENTS.length)
    await eventually(async () => {
      const unreported = "select key from outbox_message where state = 'unknown' and notified_at is null"
      expect(await shop.rows(unreported)).toEqual([])
    }, 60_000)
    const madina = shop.telegram().person(MADINA)
    await madina.sees(saying("notices.admin_messages_lost"), { in: ADMINS, anyTime: true })
  }

  /** Checks that the cards of open orders exist and their buttons work. */
  async function workGoesOn(): Promise<void> {
    const channel = (await florists[0].messages({ in: FLORISTS })).filter(({ buttons }) => buttons)
    expect(channel.map((message) => textOf(message))).toEqual([])
    for (const florist of florists) {
      await florist.taps(saying("workshop.do_mark_ready"))
      await florist.taps(saying("workshop.without_photo"))
    }
    await eventually(async () => {
      const ready = await shop.rows("select id from workshop_assignment where status = 'ready'")
      expect(ready).toHaveLength(MOMENTS.length)
    })
    expect(await ledger.faults()).toEqual([])
  }
})

function report(outcomes: Outcome[]): void {
  const sent = outcomes.reduce((sum, { arrived }) => sum + arrived, 0)
  const doubled = outcomes.reduce((sum, { arrived }) => sum + Math.max(0, arrived - 1), 0)
  const unknown = outcomes.filter(({ state }) => state === "unknown").length
  console.log(
    `Messages in flight at the kill: ${outcomes.length} enqueued, ${sent} arrived, ${doubled} of them duplicates; ${unknown} reported as unknown.`,
  )
}
