import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { RatingEvents } from "../../lib/events"
import { RATING_MODULE } from "../../modules/rating"
import type RatingModuleService from "../../modules/rating/service"
import { ratedProducts } from "./rated-products"

const DAY_MS = 24 * 3_600_000
/** An order can be rated this many days after its delivery. */
const RATING_DAYS = 30
const WORDS_LENGTH = 1000

export type RateOrderInput = {
  order_id: string
  /** The customer who rates. */
  customer_id: string
  stars?: number
  words?: string
}

const SENTENCES = {
  rating_closed: "The time in which the rating of the order can be changed is over.",
  rating_missing: "Choose the stars first.",
}

type OrderRow = {
  display_id: number
  customer_id: string | null
  assignment?: { delivered_at: string | Date | null } | null
}

/** Saves the stars or the words, with which the buyer rates a delivered order. */
const rateOrderStep = createStep("rate-order", async (input: RateOrderInput, { container }) => {
  const { order_id, customer_id, stars, words } = input
  if ((stars !== undefined && ![1, 2, 3, 4, 5].includes(stars)) || (words && words.length > WORDS_LENGTH)) {
    throw shopError(
      "rating_invalid",
      "A rating has 1 to 5 stars and short words.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["display_id", "customer_id", "assignment.delivered_at"],
    filters: { id: order_id },
  })
  const [order] = data as unknown as OrderRow[]
  if (!order || order.customer_id !== customer_id) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const delivered = order.assignment?.delivered_at
  if (!delivered) {
    throw shopError("rating_early", "Only a delivered order can be rated.")
  }
  const now = new Date()
  if (now.getTime() - new Date(delivered).getTime() > RATING_DAYS * DAY_MS) {
    throw shopError("rating_closed", SENTENCES.rating_closed)
  }
  const product_ids = await ratedProducts(container, order_id)
  const answer = await container
    .resolve<RatingModuleService>(RATING_MODULE)
    .rate({ order_id, display_id: Number(order.display_id), customer_id, product_ids, stars, words }, now)
  if ("refusal" in answer) {
    throw shopError(answer.refusal, SENTENCES[answer.refusal])
  }
  return new StepResponse(answer.rating)
})

/**
 * A buyer rates a delivered order with stars, then with words. The buyer may change both for a day.
 *
 * @throws not_found, rating_invalid, rating_early, rating_missing, rating_closed
 */
export const rateOrderWorkflow = createWorkflow("rate-order", (input: RateOrderInput) => {
  const rating = rateOrderStep(input)
  emitEventStep({
    eventName: RatingEvents.CHANGED,
    data: transform({ rating }, ({ rating }) => ({ ids: rating.product_ids })),
  })
  return new WorkflowResponse(rating)
})
