import type { CartDeliveryView, MissingField } from "../../../workflows/delivery/types"

/** One step of the checkout asks for one field of the delivery. */
export type Step = MissingField

const ORDER: readonly Step[] = [
  "method",
  "recipient_name",
  "recipient_phone",
  "address",
  "shipping_option_id",
  "slot_id",
  "giver_phone",
]

export function isStep(text: string): text is Step {
  return (ORDER as readonly string[]).includes(text)
}

/**
 * The first step that has no answer, or whose answer the bot must ask again.
 *
 * @param again fields that hold the answer for another recipient
 * @returns undefined when no step is left
 */
export function nextStep(view: CartDeliveryView, again: readonly Step[]): Step | undefined {
  return ORDER.find((step) => view.missing.includes(step) || again.includes(step))
}

/** Whether this shopper sees the step. */
function isAsked(step: Step, { delivery, missing, shipping_options: options }: CartDeliveryView): boolean {
  if (missing.includes(step)) {
    return true
  }
  const isPickup = delivery.method === "pickup"
  switch (step) {
    case "recipient_name":
    case "giver_phone":
      return delivery.for_someone_else
    case "address":
      return !isPickup
    case "shipping_option_id":
      // The coordinates determine the zone.
      return (
        !isPickup &&
        delivery.latitude === null &&
        options.filter(({ method }) => method === "delivery").length > 1
      )
    default:
      return true
  }
}

/**
 * The step that the "back" button shows.
 *
 * @returns "summary" when the checkout is complete and the shopper edits one answer; undefined at the first
 * step
 */
export function stepBefore(
  step: Step,
  view: CartDeliveryView,
  again: readonly Step[],
): Step | "summary" | undefined {
  if (!nextStep(view, again)) {
    return "summary"
  }
  return ORDER.slice(0, ORDER.indexOf(step)).findLast((one) => isAsked(one, view))
}
