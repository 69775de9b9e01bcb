import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AssignmentRecord, StaffMemberRecord, TransitionRecord } from "../../../modules/workshop/types"
import { telegramOf } from "../../runtime/telegram"
import { workshopOf } from "../../ui/workshop"
import { enqueue, enqueueAll } from "../../outbox"
import { outboxApi } from "../../outbox/run"
import { outOfStockNotice } from "./admin-notice"
import { cardsOf, workCardAnew } from "./cards"
import { roundOf } from "./holders"
import { noticesOf, noticesToDesk } from "./notices"
import { readOrderFacts, type OrderFacts } from "./order-facts"
import { paymentCardOf } from "./payment-card"

/**
 * Transitions older than this, in ms, are not announced: a bot that was off for weeks must not flood the
 * chats.
 */
const NEWS_MS = 24 * 60 * 60 * 1000
/** Seconds that an announcement waits for the lock of its order. */
const WAIT_SECONDS = 120

type Turn = { running: Promise<void>; next?: Promise<void> }
const turns = new Map<string, Turn>()

/**
 * Enqueues every message that follows from an order's state: its cards in the chats, and one notice for each
 * transition that is not announced yet. All messages are in the outbox when this returns. A repeated call
 * enqueues nothing new. While the bot is off it does nothing, and the transitions stay unannounced.
 * Announcements of one order run one after the other; callers that arrive while one waits share it.
 */
export function announceAssignment(container: MedusaContainer, assignmentId: string): Promise<void> {
  const turn = turns.get(assignmentId)
  if (!turn) {
    return begin(container, assignmentId)
  }
  turn.next ??= turn.running.then(() => begin(container, assignmentId))
  return turn.next
}

function begin(container: MedusaContainer, assignmentId: string): Promise<void> {
  const running = announceInTurn(container, assignmentId)
  // An error goes to the caller; the next announcement of the order still runs.
  const settled = running.then(
    () => undefined,
    () => undefined,
  )
  const turn: Turn = { running: settled }
  turns.set(assignmentId, turn)
  void settled.then(() => {
    if (turns.get(assignmentId) === turn && !turn.next) {
      turns.delete(assignmentId)
    }
  })
  return running
}

async function announceInTurn(container: MedusaContainer, assignmentId: string): Promise<void> {
  if (!telegramOf(container).options.token) {
    return
  }
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([`announce:${assignmentId}`], () => announce(container, assignmentId), {
    timeout: WAIT_SECONDS,
  })
}

/**
 * Sends an order's card again at the bottom of a staff member's private chat.
 *
 * @returns false when the order does not exist
 */
export async function bringWorkCard(
  container: MedusaContainer,
  assignmentId: string,
  member: StaffMemberRecord,
): Promise<boolean> {
  const api = outboxApi(container)
  return withFacts(container, assignmentId, async (facts) => {
    if (api) {
      await enqueueAll(container, [], [await workCardAnew(container, api, facts, member)])
    }
  })
}

/**
 * Notifies owners and managers, once a round, that an order could not be accepted because stock is missing.
 */
export async function announceOutOfStock(
  container: MedusaContainer,
  assignmentId: string,
  florist: string,
): Promise<void> {
  await withFacts(container, assignmentId, async (facts) => {
    const key = `out_of_stock:${assignmentId}:${roundOf(facts, "give_back")}`
    await enqueue(
      container,
      await noticesToDesk(container, facts, key, (t) => outOfStockNotice(t, facts, florist)),
    )
  })
}

async function withFacts(
  container: MedusaContainer,
  assignmentId: string,
  act: (facts: OrderFacts) => Promise<unknown>,
): Promise<boolean> {
  return container.resolve(Modules.LOCKING).execute(
    [`announce:${assignmentId}`],
    async () => {
      const moment = await readMoment(container, assignmentId)
      if (!moment) {
        return false
      }
      await act(await readOrderFacts(container, moment.assignment, moment.transitions))
      return true
    },
    { timeout: WAIT_SECONDS },
  )
}

async function announce(container: MedusaContainer, assignmentId: string): Promise<void> {
  const moment = await readMoment(container, assignmentId)
  if (!moment) {
    return
  }
  const workshop = workshopOf(container)
  const pending = moment.transitions.filter(({ announced_at }) => announced_at === null)
  const [old, news] = split(pending, ({ created_at }) => created_at.getTime() < Date.now() - NEWS_MS)
  if (old.length) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`assignment ${assignmentId}: ${old.length} transitions are too old to be announced, given up`)
    await workshop.markAnnounced(old.map(({ id }) => id))
  }
  if (old.length && !news.length) {
    return
  }
  const facts = await readOrderFacts(container, moment.assignment, moment.transitions)
  const notices = await Promise.all(news.map((transition) => noticesOf(container, facts, transition)))
  const cards = await Promise.all([cardsOf(container, facts), paymentCardOf(container, facts)])
  await enqueueAll(container, notices.flat(), cards.flat())
  // The messages are in the outbox, which delivers them.
  await workshop.markAnnounced(news.map(({ id }) => id))
}

/**
 * Reads an assignment and its transitions under the order's lock: a step in progress can still be rolled back
 * and must not be announced.
 */
async function readMoment(
  container: MedusaContainer,
  id: string,
): Promise<{ assignment: AssignmentRecord; transitions: TransitionRecord[] } | undefined> {
  const workshop = workshopOf(container)
  return container.resolve(Modules.LOCKING).execute(
    [`assignment:${id}`],
    async () => {
      const [assignment] = await workshop.listAssignments({ id }, { take: 1 })
      if (!assignment) {
        return undefined
      }
      const transitions = await workshop.listTransitions(
        { assignment_id: id },
        { order: { number: "ASC" }, take: null },
      )
      return { assignment, transitions }
    },
    { timeout: WAIT_SECONDS },
  )
}

function split<Item>(items: Item[], isLeft: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isLeft), items.filter((item) => !isLeft(item))]
}
