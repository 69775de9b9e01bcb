import type { AsyncCommand } from "fast-check"
import { SandboxRefusal, type SandboxPerson } from "../../packages/sandbox/telegram/client"
import { textOf } from "../../packages/sandbox/telegram/look"
import type { MessageView } from "../../packages/sandbox/telegram/control-types"
import { eventually } from "../support/eventually"
import type { ShopProcesses } from "../support/shop-processes"
import { ledgerOf } from "./ledger"
import { saying } from "../support/labels"

/** A shopper's next action; a number selects among the available buttons. */
export type Act =
  | { kind: "tap"; choice: number }
  | { kind: "tap an older screen"; choice: number }
  | { kind: "press the keyboard"; choice: number }
  | { kind: "type"; text: string }

/** Texts that people type: valid and invalid answers to the bot's questions, and commands. */
export const TEXTS = [
  "Zilola Karimova",
  "93 765 43 21",
  "12",
  "ул. Навои 12, кв. 5",
  "розы",
  "С любовью 🌹",
  "/menu",
  "/catalog",
  "/cart",
  "/orders",
]

/**
 * The invariant (each item's stock and the quantity that orders took), and the end of the shopping as a timestamp in
 * ms.
 */
export type Model = { pieces: Map<string, number>; until: number }
export type Real = { shop: ShopProcesses; people: SandboxPerson[] }

const HANDLED_WITHIN_MS = 60_000
const TROUBLE = saying("errors.unknown")

/** One action of each of several shoppers in parallel, followed by a check of all invariants. */
export class Moment implements AsyncCommand<Model, Real> {
  /** The performed actions, for the report of a failure: the buttons are known only at run time. */
  private readonly done: string[] = []

  constructor(private readonly acts: (Act | null)[]) {}

  check({ until }: Model): boolean {
    return Date.now() < until
  }

  async run(model: Model, { shop, people }: Real): Promise<void> {
    const answers = await Promise.all(
      people.map((person, index) => {
        const act = this.acts[index]
        return act ? this.perform(person, act) : undefined
      }),
    )
    await everyUpdateIsHandled(shop)
    expect(answers.filter((answer) => TROUBLE.test(answer ?? ""))).toEqual([])
    await nobodySeesTrouble(people)
    await cartsAreTheirOwners(shop)
    await holdsAreWhatCartsNeed(shop)
    await everyPieceIsSomewhere(shop, model)
    expect(shop.errors()).toEqual([])
  }

  toString(): string {
    return this.done.length ? this.done.join(" & ") : JSON.stringify(this.acts)
  }

  /** @returns the bot's answer to the tap */
  private async perform(person: SandboxPerson, act: Act): Promise<string | undefined> {
    if (act.kind === "type") {
      this.done.push(`${person.id} types ${act.text}`)
      await person.sends(act.text)
      return undefined
    }
    if (act.kind === "press the keyboard") {
      const keys = await person.keyboard()
      if (!keys.length) {
        return undefined
      }
      const label = keys[act.choice % keys.length]
      this.done.push(`${person.id} presses ${label}`)
      await person.pressesKeyboard(label)
      return undefined
    }
    const button = await chosenButton(person, act)
    if (!button) {
      return undefined
    }
    const { label, ...place } = button
    this.done.push(`${person.id} taps ${label}`)
    try {
      return (await person.presses(place)).text
    } catch (error) {
      // The bot replaced the screen at this moment: there is nothing to tap.
      if (error instanceof SandboxRefusal) {
        return undefined
      }
      throw error
    }
  }
}

type Button = { label: string; message_id: number; row: number; column: number }

async function chosenButton(
  person: SandboxPerson,
  act: Act & { choice: number },
): Promise<Button | undefined> {
  const screens = (await person.messages()).filter(({ buttons }) => buttons?.length)
  const screen = act.kind === "tap" ? screens.at(-1) : screens.at(-1 - (act.choice % 3))
  const buttons = screen ? buttonsOf(screen) : []
  return buttons[act.choice % buttons.length]
}

const buttonsOf = ({ message_id, buttons = [] }: MessageView): Button[] =>
  buttons.flatMap((row, rowIndex) =>
    row.flatMap(({ text, kind }, column) =>
      kind === "callback" ? [{ label: text, message_id, row: rowIndex, column }] : [],
    ),
  )

function everyUpdateIsHandled(shop: ShopProcesses): Promise<void> {
  return eventually(async () => {
    expect((await shop.telegram().bot()).webhook?.pending_update_count).toBe(0)
    expect(await shop.rows("select id from telegram_update where handled_at is null")).toEqual([])
  }, HANDLED_WITHIN_MS)
}

async function nobodySeesTrouble(people: SandboxPerson[]): Promise<void> {
  const chats = await Promise.all(people.map((person) => person.messages()))
  expect(chats.flat().filter((message) => message.from.is_bot && TROUBLE.test(textOf(message)))).toEqual([])
}

/** Each account's cart belongs to the account and to its customer. */
async function cartsAreTheirOwners(shop: ShopProcesses): Promise<void> {
  const strangers = await shop.rows(
    `select a.telegram_id from telegram_account a join cart c on c.id = a.cart_id
     where c.customer_id is distinct from a.customer_id
        or exists (select 1 from telegram_account b where b.cart_id = a.cart_id and b.id <> a.id)`,
  )
  expect(strangers).toEqual([])
}

/** A live hold keeps exactly the stems that its cart's lines need. */
async function holdsAreWhatCartsNeed(shop: ShopProcesses): Promise<void> {
  await eventually(async () => {
    const wrong = await shop.rows(
      `with need as (
         select li.cart_id, pvi.inventory_item_id as item, sum(li.quantity * pvi.required_quantity)::int as n
         from cart_line_item li join product_variant_inventory_item pvi on pvi.variant_id = li.variant_id
         where li.deleted_at is null and pvi.deleted_at is null group by 1, 2
       ), held as (
         select h.cart_id, hi.inventory_item_id as item, sum(hi.quantity)::int as n
         from cart_hold h join cart_hold_item hi on hi.hold_id = h.id
         where h.deleted_at is null and hi.deleted_at is null and h.expires_at > now() group by 1, 2
       )
       select h.cart_id, h.item, h.n as held, coalesce(n.n, 0) as needed
       from held h left join need n on n.cart_id = h.cart_id and n.item = h.item
       where h.n <> coalesce(n.n, 0)`,
    )
    expect(wrong).toEqual([])
  })
}

/** Held, sold and free pieces add up to the initial stock. */
async function everyPieceIsSomewhere(shop: ShopProcesses, model: Model): Promise<void> {
  const lines = await ledgerOf(shop)
  const sums = lines.map(({ sku, stocked, used, reserved, held }) => {
    const free = stocked - reserved - held
    return { sku, isNotOversold: free >= 0, pieces: free + held + reserved + used }
  })
  expect(sums).toEqual(lines.map(({ sku }) => ({ sku, isNotOversold: true, pieces: model.pieces.get(sku) })))
  expect(lines.filter(({ reserved, owed }) => reserved !== owed)).toEqual([])
}
