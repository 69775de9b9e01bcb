import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { deliveryOf } from "../../delivery/of-order"
import { optionsOf, settingsOf } from "../../settings"
import { photoWait, type PhotoWait } from "../rules/photo-wait"

type PlanPhotoInput = { assignment: AssignmentRecord; photo_file_id: string | null }

const NOBODY_ASKED: PhotoWait = { photo_sent_at: null, photo_due_at: null }

/** Decides how long the couriers wait for the buyer's answer to the photo. Nothing waits for a buyer whom the bot cannot ask. */
export const planPhotoStep = createStep(
  "plan-photo",
  async ({ assignment, photo_file_id }: PlanPhotoInput, { container }) => {
    if (!photo_file_id || !optionsOf(container).token) {
      return new StepResponse(NOBODY_ASKED)
    }
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["customer_id"],
      filters: { id: assignment.order_id },
    })
    const customerId = data[0]?.customer_id
    const [account] = customerId
      ? await container
          .resolve<TelegramModuleService>(TELEGRAM_MODULE)
          .listAccounts({ customer_id: customerId }, { take: 1 })
      : []
    if (!account || account.blocked_at) {
      return new StepResponse(NOBODY_ASKED)
    }
    const delivery = await deliveryOf(container, assignment.order_id)
    const slot = { method: assignment.method, ends_at: delivery?.ends_at ?? null }
    return new StepResponse(photoWait(slot, settingsOf(container), new Date()))
  },
)
