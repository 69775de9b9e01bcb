import type { Translate } from "../../ui/texts"
import { momentInFull } from "../../ui/when"
import type { OrderAssignment, OrderInList } from "./order"

/** The state of an order as text for the shopper: "Собираем букет". */
export function stateOf(
  t: Translate,
  { status, assignment }: Pick<OrderInList, "status" | "assignment">,
): string {
  if (status === "canceled" || !assignment) {
    return t.plain(status === "canceled" ? "orders.status_canceled" : "orders.status_offered")
  }
  const { status: at, method, photo_due_at } = assignment
  if (at === "ready" && (method === "pickup" || photo_due_at)) {
    return t.plain(method === "pickup" ? "orders.status_ready_pickup" : "orders.status_ready_photo")
  }
  return t.plain(`orders.status_${at}`)
}

/** Whether the order is finished: delivered, returned or canceled. */
export function isOver({ status, assignment }: Pick<OrderInList, "status" | "assignment">): boolean {
  return (
    status === "canceled" ||
    (!!assignment && ["delivered", "returned", "canceled"].includes(assignment.status))
  )
}

/**
 * History of the order, one line for each transition that the shopper has a text for. HTML.
 *
 * @param most maximum number of lines; older ones are left out
 */
export function history(t: Translate, { transitions, method }: OrderAssignment, most: number): string {
  return transitions
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ action, created_at: at, to }) => {
      const key = `orders.history_${action === "open" ? `open_${to}` : action}${method === "pickup" ? "_pickup" : ""}`
      const plainKey = key.replace(/_pickup$/, "")
      const known = t.has(key) ? key : t.has(plainKey) ? plainKey : undefined
      return known ? [`${momentInFull(t, at)} — ${t(known)}`] : []
    })
    .slice(-most)
    .join("\n")
}
