import type { Action, Status } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord, TransitionRecord } from "../../../modules/workshop/types"
import { money, type Translate } from "../../ui/texts"
import type { OrderFacts } from "./order-facts"

/** The last transition with one of the actions. */
export function lastOf(
  { transitions }: OrderFacts,
  ...actions: TransitionRecord["action"][]
): TransitionRecord | undefined {
  return transitions.findLast(({ action }) => actions.includes(action))
}

/** The name of the florist who makes the order. */
export function floristName(t: Translate, facts: OrderFacts): string {
  const { florist_id } = facts.assignment
  return (
    facts.members.get(florist_id ?? "")?.name ??
    lastOf(facts, "accept")?.actor_name ??
    t.plain("workshop.the_shop")
  )
}

/** The name of the courier; undefined while nobody has taken the delivery. */
export function courierName(t: Translate, facts: OrderFacts): string | undefined {
  const { courier_id, status } = facts.assignment
  const member = facts.members.get(courier_id ?? "")
  if (member) {
    return member.name
  }
  return status === "out_for_delivery" || status === "delivered"
    ? (lastOf(facts, "pick_up")?.actor_name ?? t.plain("workshop.the_shop"))
    : undefined
}

/** Names of the florists who declined the order since it was last offered. */
export function decliners({ transitions }: OrderFacts): string[] {
  const offered = transitions.findLastIndex(
    (one) => ["open", "offer", "give_back"].includes(one.action) || isReplaced(one),
  )
  const names = transitions
    .slice(offered + 1)
    .flatMap(({ action, actor_name }) => (action === "decline" ? (actor_name ?? []) : []))
  return [...new Set(names)]
}

/** The number of times the order returned to a chat. Each return gets a new card there. */
function roundOf({ transitions }: OrderFacts, ...actions: Action[]): number {
  return transitions.filter(({ action }) => (actions as string[]).includes(action)).length
}

/** Says that nothing is to be collected, and what the shop has to give back; empty for a canceled order. */
export function paidText(t: Translate, { assignment, order, owed }: OrderFacts): string {
  if (assignment.status === "canceled") {
    return ""
  }
  return owed > 0
    ? t("workshop.paid_owed", { amount: money(t, owed, order.currency_code) })
    : t("workshop.paid")
}

/** Whether a transition gave a finished bouquet back to its florist: the order was edited, or the buyer asks for a change. */
export const isMadeAgain = ({ from, to }: TransitionRecord): boolean => from === "ready" && to === "accepted"

/** Whether a transition is the giver's decision after a failed delivery: another time, another address, or pick-up. */
export const isRearranged = ({ action, metadata }: TransitionRecord): boolean =>
  action === "change_delivery" && metadata?.after_failure === true

/** Whether a transition opened a closed order again, for the goods of an exchange or a claim. */
export const isReplaced = ({ action, from, to }: TransitionRecord): boolean =>
  action === "change" && (from === "delivered" || from === "returned") && to === "offered"

/** Whether a transition closed the order again, because the exchange or the claim was canceled. */
export const isReplacementCanceled = ({ metadata, to }: TransitionRecord): boolean =>
  metadata?.kind === "cancel_replacement" && (to === "delivered" || to === "returned")

/** The round of an order's card in the florists' chat. */
export const floristsRound = (facts: OrderFacts): number =>
  roundOf(facts, "give_back") + facts.transitions.filter(isReplaced).length

/** The round of an order's card in the couriers' group. */
export const couriersRound = (facts: OrderFacts): number =>
  roundOf(facts, "give_back_delivery", "fail_delivery") +
  facts.transitions.filter((one) => isMadeAgain(one) || isReplaced(one) || isRearranged(one)).length

const OPEN: readonly Status[] = ["accepted", "ready", "out_for_delivery"]

/**
 * Whether a staff member may see the recipient and the address. Owners and managers may, and so may the
 * florist and the courier of the order. Every florist may see those of a ready pickup order. Nobody may after
 * the order is closed.
 */
export function maySeeRecipient({ assignment }: OrderFacts, member: StaffMemberRecord): boolean {
  const { status, method, florist_id, courier_id } = assignment
  if (!member.active) {
    return false
  }
  if (member.role === "owner" || member.role === "manager") {
    return [...OPEN, "offered"].includes(status)
  }
  const isAtCounter = method === "pickup" && status === "ready" && member.role === "florist"
  return OPEN.includes(status) && (isAtCounter || florist_id === member.id || courier_id === member.id)
}
