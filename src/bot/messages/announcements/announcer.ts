import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AssignmentRecord, StaffMemberRecord, TransitionRecord } from "../../../modules/workshop/types"
import { workshopOf } from "../../ui/workshop"
import { enqueue, enqueueAll } from "../../outbox"
import { outboxApi } from "../../outbox/run"
import { notAcceptedNotice, notFollowedNotice, outOfStockNotice } from "./admin-notice"
import { cardsOf, workCardAnew } from "./cards"
import { readerOf } from "../../outbox/desk"
import { floristsRound, maySeeRecipient } from "./holders"
import { noticesOf, noticesToDesk } from "./notices"
import { readOrderFacts, type OrderFacts } from "./order-facts"
import { paymentCardOf } from "./payment-card"
import { wholeTexts } from "./work-card"
import { errorCode } from "../../../lib/errors"
import { unshippableLines } from "../../../workflows/assignment/unshippable-lines"
import { optionsOf } from "../../../workflows/settings"

/**
 * Transitions older than this, in ms, are not announced: a bot that was off for weeks must not flood the
 * chats.
 */
const NEWS_MS = 24 * 60 * 60 * 1000
/** Seconds that an announcement waits for the lock of its order. */
const WAIT_SECONDS = 120

type Announcement = { running: Promise<void>; next?: Promise<void> }
const inFlight = new Map<string, Announcement>()

/**
 * Enqueues the messages about an order's current state: its cards, and one notice for each unannounced
 * transition.
 * All messages are in the outbox when the promise resolves. A repeated call enqueues nothing new. Without a
 * bot token it does nothing, and the transitions stay unannounced.
 * Announcements of one order run one after the other. Calls that arrive while one waits share its promise.
 */
export function announceAssignment(container: MedusaContainer, assignmentId: string): Promise<void> {
  const current = inFlight.get(assignmentId)
  if (!current) {
    return begin(container, assignmentId)
  }
  current.next ??= current.running.then(() => begin(container, assignmentId))
  return current.next
}

function begin(container: MedusaContainer, assignmentId: string): Promise<void> {
  const running = announceUnderLock(container, assignmentId)
  // An error goes to the caller; the next announcement of the order still runs.
  const settled = running.then(
    () => undefined,
    () => undefined,
  )
  const current: Announcement = { running: settled }
  inFlight.set(assignmentId, current)
  void settled.then(() => {
    if (inFlight.get(assignmentId) === current && !current.next) {
      inFlight.delete(assignmentId)
    }
  })
  return running
}

async function announceUnderLock(container: MedusaContainer, assignmentId: string): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([`announce:${assignmentId}`], () => announce(container, assignmentId), {
    timeout: WAIT_SECONDS,
  })
}

/**
 * Sends an order's card again, as the last message of a staff member's private chat.
 *
 * @returns false when the order does not exist
 */
export async function resendWorkCard(
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
 * The texts of an order that its card cuts, in the language of a staff member.
 *
 * @returns undefined when the order does not exist or the member may not see them
 */
export async function textsOfWork(
  container: MedusaContainer,
  assignmentId: string,
  member: StaffMemberRecord,
): Promise<string | undefined> {
  const { t } = await readerOf(container, member)
  let text: string | undefined
  await withFacts(container, assignmentId, (facts) => {
    text = maySeeRecipient(facts, member) ? wholeTexts(t, facts) : undefined
    return Promise.resolve()
  })
  return text
}

/**
 * Notifies owners and managers that a florist could not accept an order because stock is missing. Sends one
 * notice until the order is given back.
 */
export async function announceOutOfStock(
  container: MedusaContainer,
  assignmentId: string,
  florist: string,
): Promise<void> {
  await withFacts(container, assignmentId, async (facts) => {
    const key = `out_of_stock:${assignmentId}:${floristsRound(facts)}`
    await enqueue(
      container,
      await noticesToDesk(container, facts, key, (t) => outOfStockNotice(t, facts, florist)),
    )
  })
}

/**
 * Notifies owners and managers of a reason why an order cannot be accepted until staff change something. Sends one notice
 * for each reason until the order is given back.
 */
export async function announceNotAccepted(
  container: MedusaContainer,
  assignmentId: string,
  error: unknown,
): Promise<void> {
  await withFacts(container, assignmentId, async (facts) => {
    const code = errorCode(error) ?? "refused"
    const key = `not_accepted:${assignmentId}:${floristsRound(facts)}:${code}`
    const titles = await unshippableLines(container, facts.assignment.order_id)
    await enqueue(
      container,
      await noticesToDesk(container, facts, key, (t) => notAcceptedNotice(t, facts, titles, error)),
    )
  })
}

/** Notifies owners and managers, once for each reason, that the workshop cannot follow an order in Medusa. */
export async function announceNotFollowed(
  container: MedusaContainer,
  assignmentId: string,
  error: unknown,
): Promise<void> {
  await withFacts(container, assignmentId, async (facts) => {
    const code = errorCode(error) ?? "refused"
    const key = `not_followed:${assignmentId}:${code}`
    await enqueue(
      container,
      await noticesToDesk(container, facts, key, (t) => notFollowedNotice(t, facts, error)),
    )
  })
}

async function withFacts(
  container: MedusaContainer,
  assignmentId: string,
  act: (facts: OrderFacts) => Promise<unknown>,
): Promise<boolean> {
  if (!optionsOf(container).token) {
    return false
  }
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
    logger.warn(`assignment ${assignmentId}: ${old.length} transitions are too old and are not announced`)
    await workshop.markAnnounced(old.map(({ id }) => id))
  }
  if (old.length && !news.length) {
    return
  }
  const facts = await readOrderFacts(container, moment.assignment, moment.transitions)
  const notices = await Promise.all(news.map((transition) => noticesOf(container, facts, transition)))
  const cards = await Promise.all([cardsOf(container, facts), paymentCardOf(container, facts)])
  await enqueueAll(container, notices.flat(), cards.flat())
  // The dispatcher of the outbox delivers the messages.
  await workshop.markAnnounced(news.map(({ id }) => id))
}

/**
 * Reads an assignment and its transitions under the order's lock. A workflow in progress may still roll back,
 * so its transitions must not be announced.
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
