import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { RatingEvents } from "../../lib/events"
import { RATING_MODULE } from "../../modules/rating"
import type RatingModuleService from "../../modules/rating/service"

export type DecideRatingInput = { id: string; status: "approved" | "hidden" }

const decideRatingStep = createStep("decide-rating", async (input: DecideRatingInput, { container }) => {
  const rating = await container.resolve<RatingModuleService>(RATING_MODULE).decide(input)
  if (!rating) {
    throw shopError("not_found", "The rating does not exist.", MedusaError.Types.NOT_FOUND)
  }
  return new StepResponse(rating)
})

/** Staff approve or hide a rating. Only approved ratings count publicly. @throws not_found */
export const decideRatingWorkflow = createWorkflow("decide-rating", (input: DecideRatingInput) => {
  const rating = decideRatingStep(input)
  emitEventStep({
    eventName: RatingEvents.CHANGED,
    data: transform({ rating }, ({ rating }) => ({ ids: rating.product_ids })),
  })
  return new WorkflowResponse(rating)
})
