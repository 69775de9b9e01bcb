import type { CartDeliveryView, MissingField } from "../../../workflows/delivery/types"

/** A step of the checkout asks for one field of the delivery. */
export type Step = MissingField

const ORDER: readonly Step[] = [
  "method",
  "recipient_name",
  "recipient_phone",
  "address",
  "shipping_option_id",
  "slot_id",
]

export function isStep(text: string): text is Step {
  return (ORDER as readonly string[]).includes(text)
}

/**
 * The step to take now: the first that is missing, or that is to be asked again.
 *
 * @param again steps whose answers were given for another recipient
 * @returns undefined when all is told and the summary follows
 */
export function nextStep(view: CartDeliveryView, again: readonly Step[]): Step | undefined {
  return ORDER.find((step) => view.missing.includes(step) || again.includes(step))
}

/** Whether a step is asked of this shopper at all. */
function isAsked(step: Step, { delivery, missing, shipping_options: options }: CartDeliveryView): boolean {
  if (missing.includes(step)) {
    return true
  }
  const isPickup = delivery.method === "pickup"
  switch (step) {
    case "recipient_name":
      return delivery.for_someone_else
    case "address":
      return !isPickup
    case "shipping_option_id":
      // A location finds its zone by itself.
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
 * Where "back" leads from a step.
 *
 * @returns "summary" when the step was only an edit, undefined when there is no step before it
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
