import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import type { RatingRecord } from "../../../modules/rating/types"
import { assignmentOf } from "../../../workflows/assignment/of-order"
import { optionsOf } from "../../../workflows/settings"
import { openWork } from "../../features/workshop/buttons"
import { starsText } from "../../features/rating/buttons"
import { enqueue } from "../../outbox"
import { deskReaders, type Reader } from "../../outbox/desk"
import { clip } from "../../ui/clip"
import type { Translate } from "../../ui/texts"

const BATCH = 100

/**
 * Notifies the admin chat of each low rating once. Ratings without words wait some minutes for them.
 *
 * @param now the current time; tests pass another
 */
export async function notifyOfLowRatings(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const service = container.resolve<RatingModuleService>(RATING_MODULE)
  const low = await service.lowRatings(now, BATCH)
  const readers = low.length ? await deskReaders(container) : []
  for (const rating of low) {
    await tell(container, rating, readers)
    await service.updateRatings({ id: rating.id, notified_at: now })
  }
}

async function tell(container: MedusaContainer, rating: RatingRecord, readers: Reader[]): Promise<void> {
  const assignment = await assignmentOf(container, rating.order_id)
  await enqueue(
    container,
    readers.map(({ chatId, t }) => ({
      key: `rating:${rating.id}:low:${chatId}`,
      chatId,
      orderId: rating.order_id,
      screen: {
        text: lowText(t, rating),
        keyboard:
          assignment &&
          new InlineKeyboard().text(
            t.plain("notices.admin_details"),
            openWork.pack({ assignmentId: assignment.id }),
          ),
      },
    })),
  )
}

function lowText(t: Translate, { stars, words, display_id: number }: RatingRecord): string {
  return [
    t("rating.low", { number, count: stars, stars: starsText(stars) }),
    ...(words ? [t("rating.low_words", { text: clip(words, 1000) })] : []),
  ].join("\n")
}
