import { setTimeout as sleep } from "node:timers/promises"
import { ask } from "../../scripts/start/database"
import type { BotCall } from "./bot-api"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"

export const FLORISTS = "-1001000000001"
export const COURIERS = "-1001000000002"

/** Telegram ids of the staff. */
const PEOPLE = {
  florist: [810_000_001, 810_000_002, 810_000_003],
  courier: [820_000_001, 820_000_002, 820_000_003],
}
/** How long staff take to tap a button, in ms. */
const REACTION_MS = [1000, 5000] as const

/** Buttons that staff tap, in the order of an order's life. */
const STEPS = /^(action:(accept|mark_ready|take_delivery|pick_up|deliver)|nophoto|leavenow|cashtaken):/

/** The first announcement of an order in the florists' chat, and how often it came. */
export type Announced = { at: number; count: number }

/** Florists and couriers who tap each button that the bot offers them, some seconds later. */
export class Staff {
  /** Announcements in the florists' chat, by order number. */
  readonly announced = new Map<number, Announced>()
  readonly errors: string[] = []
  private readonly people: Record<keyof typeof PEOPLE, Shopper[]>
  private readonly tapped = new Set<string>()
  private readonly pending = new Set<Promise<void>>()
  private turn = 0

  constructor(stand: Stand) {
    const hire = (ids: number[]) => ids.map((id) => stand.crowd.newShopper(id))
    this.people = { florist: hire(PEOPLE.florist), courier: hire(PEOPLE.courier) }
    stand.crowd.shown = (call, messageId) => this.see(call, messageId)
  }

  /** Writes the staff to the database, and lets them start the bot. */
  static async hire(stand: Stand): Promise<Staff> {
    for (const [role, ids] of Object.entries(PEOPLE)) {
      await ask(
        stand.databaseUrl,
        `insert into workshop_staff_member (id, telegram_id, name, role, active, language)
         select 'staff_' || id, id, $2 || ' ' || id, $2, true, 'ru' from unnest($1::text[]) as id on conflict do nothing`,
        [ids.map(String), role],
      )
    }
    const staff = new Staff(stand)
    await Promise.all(Object.values(staff.people).flatMap((group) => group.map((one) => one.sends("/start"))))
    return staff
  }

  /** Waits until the staff have tapped what they saw. */
  async finish(): Promise<void> {
    while (this.pending.size) {
      await Promise.all(this.pending)
    }
  }

  private see({ method, params }: BotCall, messageId: number): void {
    const chat = String(params.chat_id)
    const text = String(params.text ?? params.caption ?? "")
    const markup =
      typeof params.reply_markup === "string"
        ? params.reply_markup
        : JSON.stringify(params.reply_markup ?? {})
    const number = Number(/№\s?(\d+)/.exec(text)?.[1])
    if (chat === FLORISTS && method.startsWith("send") && markup.includes("action:accept:")) {
      const known = this.announced.get(number)
      this.announced.set(number, { at: known?.at ?? Date.now(), count: (known?.count ?? 0) + 1 })
    }
    for (const [, data] of markup.matchAll(/"callback_data":"([^"]+)"/g)) {
      const who = this.whoTaps(chat)
      if (who && STEPS.test(data) && !this.tapped.has(data)) {
        this.tapped.add(data)
        const done = this.tapLater(who, chat, messageId, data).finally(() => this.pending.delete(done))
        this.pending.add(done)
      }
    }
  }

  private whoTaps(chat: string): Shopper | undefined {
    const everyone = Object.values(this.people).flat()
    const group = { [FLORISTS]: this.people.florist, [COURIERS]: this.people.courier }[chat]
    return group ? group[this.turn++ % group.length] : everyone.find(({ id }) => String(id) === chat)
  }

  private async tapLater(who: Shopper, chat: string, messageId: number, data: string): Promise<void> {
    const [least, most] = REACTION_MS
    await sleep(least + Math.random() * (most - least))
    try {
      await who.tapsIn(chat, messageId, data)
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error))
    }
  }
}
