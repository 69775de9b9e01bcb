import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Api } from "grammy"
import type { AssignmentRecord, StaffMemberRecord, TransitionRecord } from "../../modules/workshop/types"
import { telegramOf } from "../kit/telegram"
import { workshopOf } from "../kit/workshop"
import { runningBot } from "../run"
import { outOfStockNotice } from "./admin-notice"
import { keepCards, sendWorkCard } from "./cards"
import { roundOf } from "./holders"
import { sendNotices, tellDesk } from "./notices"
import { readOrderFacts, type OrderFacts } from "./order-facts"
import type { Outcome, Sender } from "./outbox"

/** News older than this is none: a bot that was off for weeks must not flood everyone when it is back. */
const NEWS_MS = 24 * 60 * 60 * 1000
/** How long one announcement may wait for another of the same order. */
const WAIT_SECONDS = 120

/** What sends announcements: an Api of its own, without blind repeats; the sweep repeats what failed. */
export function senderOf(container: MedusaContainer): Sender | undefined {
  const { token, apiRoot } = telegramOf(container).options
  if (!runningBot() || !token) {
    return undefined
  }
  return {
    container,
    api: new Api(token, { apiRoot, timeoutSeconds: 30 }),
    logger: container.resolve(ContainerRegistrationKeys.LOGGER),
  }
}

type Turn = { running: Promise<void>; next?: Promise<void> }
const turns = new Map<string, Turn>()

/**
 * Tells everyone concerned what has become of an order: the cards in the chats and in private become what they
 * should be now, and each change that nobody has been told of yet is told. Done again it does nothing. While the
 * bot is off it does nothing either, and the news waits.
 *
 * Announcements of one order follow each other; those who ask while one waits share it.
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
  // What fails is told to whoever asked for it; those who wait behind it go on.
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
  const sender = senderOf(container)
  if (!sender) {
    return
  }
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([`announce:${assignmentId}`], () => announce(sender, assignmentId), {
    timeout: WAIT_SECONDS,
  })
}

/**
 * Brings an order's card to the bottom of a staff member's private chat.
 *
 * @returns false when there is no such order
 */
export async function bringWorkCard(
  container: MedusaContainer,
  assignmentId: string,
  member: StaffMemberRecord,
): Promise<boolean> {
  return withFacts(container, assignmentId, (sender, facts) => sendWorkCard(sender, facts, member))
}

/** Tells those who watch over the shop that an order could not be accepted for want of flowers; once a round. */
export async function announceOutOfStock(
  container: MedusaContainer,
  assignmentId: string,
  florist: string,
): Promise<void> {
  await withFacts(container, assignmentId, async (sender, facts) => {
    const key = `out_of_stock:${assignmentId}:${roundOf(facts, "give_back")}`
    await tellDesk(sender, key, (t) => outOfStockNotice(t, facts, florist))
  })
}

async function withFacts(
  container: MedusaContainer,
  assignmentId: string,
  act: (sender: Sender, facts: OrderFacts) => Promise<unknown>,
): Promise<boolean> {
  const sender = senderOf(container)
  if (!sender) {
    return false
  }
  return container.resolve(Modules.LOCKING).execute(
    [`announce:${assignmentId}`],
    async () => {
      const moment = await readMoment(container, assignmentId)
      if (!moment) {
        return false
      }
      await act(sender, await readOrderFacts(container, moment.assignment, moment.transitions))
      return true
    },
    { timeout: WAIT_SECONDS },
  )
}

async function announce(sender: Sender, assignmentId: string): Promise<void> {
  const { container, logger } = sender
  const moment = await readMoment(container, assignmentId)
  if (!moment) {
    return
  }
  const pending = moment.transitions.filter(({ announced_at }) => announced_at === null)
  const [old, news] = split(pending, ({ created_at }) => created_at.getTime() < Date.now() - NEWS_MS)
  if (old.length) {
    logger.warn(`assignment ${assignmentId}: ${old.length} transitions are too old to be announced, given up`)
    await markAnnounced(container, old)
  }
  if (old.length && !news.length) {
    return
  }
  const facts = await readOrderFacts(container, moment.assignment, moment.transitions)
  const cards = await keepCards(sender, facts)
  for (const transition of news) {
    const notices = await sendNotices(sender, facts, transition)
    if (isDone([...cards, ...notices])) {
      await markAnnounced(container, [transition])
    }
  }
}

/**
 * An assignment and its history at one moment. Under the lock of the order's way: a step that is still under way
 * may yet be undone, and nobody must hear of it.
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

async function markAnnounced(container: MedusaContainer, transitions: TransitionRecord[]): Promise<void> {
  const announced_at = new Date()
  await workshopOf(container).updateTransitions(transitions.map(({ id }) => ({ id, announced_at })))
}

function split<Item>(items: Item[], isLeft: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isLeft), items.filter((item) => !isLeft(item))]
}

function isDone(outcomes: Outcome[]): boolean {
  return outcomes.every((outcome) => outcome === "done")
}
