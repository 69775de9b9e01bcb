import type { Action, Failure } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import { errorCode, isRefusal } from "../../../lib/errors"
import { assignmentWorkflows } from "../../../workflows/assignment"
import { announceNotAccepted, announceOutOfStock } from "../../messages/announcements/announcer"
import { openChangeText } from "../../messages/announcements/open-change-text"
import { openChangeOf } from "../../../workflows/order-edits/open-change"
import { isGone, isNotModified, isUnreachable, movedTo } from "../../runtime/api-errors"
import { addressOf } from "../../runtime/chat-address"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"
import { outboxOf } from "../../outbox/outbox"

export type StepDetails = { reason?: string; failure?: Failure; photo_file_id?: string }

/**
 * Result of an action. `taken` says whether the action took place; `text` is for the staff member, without
 * HTML; `number` is the order's number and `assignment` its state after an action that took place.
 */
export type StepAnswer = { taken: boolean; text: string; number?: number; assignment?: AssignmentRecord }

/**
 * Takes a workshop action on an order for a staff member.
 *
 * @returns the result, also when the action is refused
 * @throws errors without a text for staff, which are faults and not refusals
 */
export async function takeStep(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignmentId: string,
  details: StepDetails = {},
): Promise<StepAnswer> {
  try {
    const { result } = await assignmentWorkflows[action](ctx.container).run({
      input: {
        assignment_id: assignmentId,
        actor: { type: "staff", telegram_id: member.telegram_id },
        ...details,
      },
    })
    const { assignment } = result
    const number = assignment.display_id
    return { taken: true, text: ctx.t.plain(`workshop.done_${action}`, { number }), number, assignment }
  } catch (error) {
    return { taken: false, text: await refusalText(ctx, member, action, assignmentId, error) }
  }
}

/** Whether nobody can accept the order until the owner changes something in the admin. */
const isHopeless = (code: string | undefined) => code === "not_shippable" || code === "partly_fulfilled"

async function refusalText(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignmentId: string,
  error: unknown,
): Promise<string> {
  const code = errorCode(error)
  const key = `errors.${code}`
  const [assignment] = await workshopOf(ctx.container).listAssignments({ id: assignmentId }, { take: 1 })
  if (assignment && (code === "already_taken" || code === "too_late")) {
    return lateText(ctx, member, action, assignment)
  }
  const change =
    assignment && code === "order_being_changed"
      ? await openChangeOf(ctx.container, assignment.order_id)
      : undefined
  if (assignment && change) {
    const number = assignment.display_id
    return ctx.t.plain("workshop.being_changed", { number, change: openChangeText(ctx.t, change) })
  }
  if (assignment && code === "out_of_stock") {
    await announceOutOfStock(ctx.container, assignmentId, member.name)
    return ctx.t.plain("workshop.missing_stock", { number: assignment.display_id })
  }
  if (assignment && action === "accept" && (isHopeless(code) || (!ctx.t.has(key) && isRefusal(error)))) {
    await announceNotAccepted(ctx.container, assignmentId, error)
    return ctx.t.plain(ctx.t.has(key) ? key : "workshop.cannot_accept", { number: assignment.display_id })
  }
  if (ctx.t.has(key)) {
    return ctx.t.plain(key)
  }
  throw error
}

/**
 * Text that says why an action is too late: another member took the order, or the order is in a later state.
 */
export async function lateText(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignment: AssignmentRecord,
): Promise<string> {
  const { t } = ctx
  const number = assignment.display_id
  const isTaking = action === "accept" || action === "take_delivery"
  const holderId = action === "accept" ? assignment.florist_id : assignment.courier_id
  if (isTaking && holderId === member.id) {
    return t.plain("workshop.already_yours", { number })
  }
  if (isTaking && holderId) {
    const [holder] = await workshopOf(ctx.container).listStaffMembers({ id: holderId }, { take: 1 })
    return t.plain("workshop.taken_by", { number, name: holder?.name ?? t.plain("workshop.the_shop") })
  }
  return t.plain("workshop.too_late", { number, state: t.plain(`workshop.state_${assignment.status}`) })
}

/**
 * Removes the buttons of a message that the outbox does not know as a card. Such a copy exists when Telegram
 * delivered a message but its response was lost. The outbox edits the cards that it knows.
 */
export async function retireCopy(ctx: ShopContext): Promise<void> {
  const message = ctx.callbackQuery?.message
  if (!message) {
    return
  }
  const [card] = await outboxOf(ctx.container).listMessages(
    { chat_id: addressOf(message), message_id: String(message.message_id) },
    { take: 1 },
  )
  if (card) {
    return
  }
  try {
    await ctx.api.editMessageReplyMarkup(message.chat.id, message.message_id)
  } catch (error) {
    if (!isNotModified(error) && !isGone(error) && !isUnreachable(error) && !movedTo(error)) {
      throw error
    }
  }
}
