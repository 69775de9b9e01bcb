import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ChatPurpose } from "../../../modules/telegram/service"
import type { Status } from "../../../modules/workshop/order-transitions"
import { workshopOf } from "../../ui/workshop"
import { asError } from "../../../lib/as-error"
import { assignmentsOnCardsOf, reviveCards } from "./cards"
import { announceAssignment } from "./announcer"
import { optionsOf } from "../../../workflows/settings"

/** Minimum age of a transition in ms. The process that made a younger transition is still announcing it. */
const YOUNG_MS = 10_000
const AT_ONCE = 4
const BATCH = 500

/**
 * Announces transitions whose event was lost, whose process stopped, or that happened while the bot was off.
 *
 * @param now the current time; tests pass another
 */
export async function sweepAnnouncements(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const pending = await workshopOf(container).listTransitions(
    { announced_at: null, created_at: { $lt: new Date(now.getTime() - YOUNG_MS) } },
    { select: ["id", "assignment_id"], order: { number: "ASC" }, take: BATCH },
  )
  const assignments = [...new Set(pending.map(({ assignment_id }) => assignment_id))]
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const announceNext = async (): Promise<void> => {
    for (let id = assignments.shift(); id; id = assignments.shift()) {
      try {
        await announceAssignment(container, id)
      } catch (error) {
        logger.error(`assignment ${id} was not announced, the next sweep retries`, asError(error))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, announceNext))
}

/** The order state that has a card in a chat of this purpose. */
const OPEN_IN: Partial<Record<ChatPurpose, Status>> = { florists: "offered", couriers: "ready" }

/** After a chat is bound, enqueues there the cards of orders that already wait. */
export async function announceOpenOrders(
  container: MedusaContainer,
  purpose: ChatPurpose,
  chatId: string,
): Promise<void> {
  const status = OPEN_IN[purpose]
  if (!status) {
    return
  }
  const waiting = await workshopOf(container).listAssignments({ status }, { take: BATCH })
  await reviveCards(container, chatId, waiting)
  for (const { id } of waiting) {
    await announceAssignment(container, id)
  }
}

/** Where the next page of a member's cards begins, for the change of the member at this time. */
const positions = new Map<string, { changedAt: number; before: number }>()

/**
 * After a change of a staff member's role, or their deactivation, updates a page of their cards to what they may see now.
 * The sweep updates the next pages until all cards are updated.
 */
export async function announceToMember(container: MedusaContainer, memberId: string): Promise<void> {
  const workshop = workshopOf(container)
  const [member] = await workshop.listStaffMembers({ id: memberId }, { take: 1 })
  if (!member || !optionsOf(container).token) {
    return
  }
  const changedAt = member.updated_at.getTime()
  const last = positions.get(memberId)
  const before = last?.changedAt === changedAt ? last.before : undefined
  const { assignmentIds, next } = await assignmentsOnCardsOf(container, member, before)
  for (const assignmentId of assignmentIds) {
    await announceAssignment(container, assignmentId)
  }
  if (next === undefined) {
    positions.delete(memberId)
    await workshop.markCardsKept(member)
  } else {
    positions.set(memberId, { changedAt, before: next })
  }
}

/** Updates the cards after staff changes whose event was lost or whose process stopped. */
export async function sweepMembers(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  const changed = await workshopOf(container).listStaffMembers(
    { cards_kept_at: null, updated_at: { $lt: new Date(now.getTime() - YOUNG_MS) } },
    { select: ["id"], take: BATCH },
  )
  for (const { id } of changed) {
    await announceToMember(container, id)
  }
}
