import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Whether the shop has a promotion that carts get by themselves; which ones get it, core decides. */
export const findAutomaticPromotionStep = createStep("find-automatic-promotion", async (_, { container }) => {
  const [promotion] = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ is_automatic: true, status: ["active"] }, { take: 1, select: ["id"] })
  return new StepResponse(Boolean(promotion))
})
