import type { StaffMemberRecord, TransitionRecord } from "../../../modules/workshop/types"
import { money, type Translate } from "../../ui/texts"
import { awaitsGiver, itemLines } from "./describe"
import { isMadeAgain, isReplaced, isReplacementCanceled } from "./holders"
import type { OrderFacts } from "./order-facts"

/** Texts about an order that was changed in Medusa: by an edit, a return, an exchange, a claim or a repayment. */

/** What the shopper still has to pay, or gets back; empty if nothing. */
function balanceLines(t: Translate, facts: OrderFacts): string[] {
  const { assignment, order, due, owed, paid } = facts
  if (assignment.status === "awaiting_payment") {
    return [t("notices.changed_pay", { amount: money(t, order.total, order.currency_code) })]
  }
  if (owed > 0) {
    return [t("notices.changed_owed", { amount: money(t, owed, order.currency_code) })]
  }
  if (due === 0) {
    return []
  }
  const amount = money(t, due, order.currency_code)
  if (awaitsGiver(facts)) {
    return [t("notices.changed_due_gift", { amount })]
  }
  return [paid > 0 ? t("notices.changed_due_more", { amount }) : t("notices.changed_due", { amount })]
}

/** The line that says what a returned order leaves to give back; empty if nothing. HTML. */
export const owedLine = (t: Translate, { order, owed }: OrderFacts): string =>
  owed > 0 ? `\n${t("notices.changed_owed", { amount: money(t, owed, order.currency_code) })}` : ""

/** As {@link owedLine}, for owners and managers. */
export const owedLineForDesk = (t: Translate, { order, owed }: OrderFacts): string =>
  owed > 0 ? `\n${t("notices.admin_changed_owed", { amount: money(t, owed, order.currency_code) })}` : ""

const isEdit = ({ metadata }: TransitionRecord) => metadata?.kind === "edit"

/** The amount of a repayment, in the currency's main unit. */
const repaidIn = ({ metadata }: TransitionRecord) =>
  metadata?.kind === "paid_back" ? Number(metadata.amount) : undefined

/** The notice to the shopper. HTML. */
export function changeText(t: Translate, facts: OrderFacts, transition: TransitionRecord): string {
  const { display_id: number } = facts.assignment
  const repaid = repaidIn(transition)
  if (repaid !== undefined) {
    return t("notices.paid_back", { number, amount: money(t, repaid, facts.order.currency_code) })
  }
  const canceled = isReplacementCanceled(transition)
    ? "notices.replacement_canceled"
    : "notices.changed_after"
  const total = money(t, facts.order.total, facts.order.currency_code)
  // An edit of prices only, for example of the delivery, leaves the items.
  const edited = transition.metadata?.changes_items
    ? [t("notices.changed", { number }), ...itemLines(t, facts)]
    : [t("notices.changed_total", { number, total })]
  return [
    ...(isEdit(transition) ? edited : [t(canceled, { number })]),
    ...(isMadeAgain(transition) ? [t("notices.changed_again")] : []),
    ...(isReplaced(transition) ? [t("notices.changed_replaced"), ...itemLines(t, facts)] : []),
    ...balanceLines(t, facts),
  ].join("\n")
}

/** The notice to owners and managers. HTML. */
export function changeTextForDesk(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
  name: string,
): string {
  const { due } = facts
  const { display_id: number } = facts.assignment
  const repaid = repaidIn(transition)
  if (repaid !== undefined) {
    return t("notices.admin_paid_back", { number, name, amount: money(t, repaid, facts.order.currency_code) })
  }
  return [
    t("notices.admin_changed", { number, name }) + owedLineForDesk(t, facts),
    ...(due > 0
      ? [t("notices.admin_changed_due", { amount: money(t, due, facts.order.currency_code) })]
      : []),
    ...(isReplaced(transition) ? [t("notices.admin_changed_replaced")] : []),
    ...(transition.metadata?.problem ? [t("notices.admin_changed_stock")] : []),
  ].join("\n")
}

/** The notice to the florist or courier who works on the order. HTML. */
export function changeTextForHolder(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
  member: StaffMemberRecord,
): string {
  const { display_id: number, florist_id } = facts.assignment
  if (isReplacementCanceled(transition)) {
    return t("workshop.replacement_canceled", { number })
  }
  const next = florist_id === member.id ? "workshop.remake_bouquet" : "workshop.bouquet_remade"
  return [
    t("workshop.order_changed", { number }),
    ...itemLines(t, facts),
    ...(isMadeAgain(transition) ? [t(next)] : []),
  ].join("\n")
}
