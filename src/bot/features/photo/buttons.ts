import type { InlineKeyboard } from "grammy"
import { nextActions, type AssignmentState } from "../../../modules/workshop/order-transitions"
import { callback } from "../../ui/callback"
import type { Translate } from "../../ui/texts"

/** The buyer's answers to the photo of the bouquet. `sent` says which photo, see {@link sentOf}. */
export const likePhoto = callback("photook", ["sent", "orderId"])
export const changePhoto = callback("photofix", ["sent", "orderId"])

/** When the photo was sent, in seconds: the buttons of an earlier photo have another value. */
export const sentOf = ({ photo_sent_at }: Pick<AssignmentState, "photo_sent_at">): number =>
  photo_sent_at ? Math.floor(new Date(photo_sent_at).getTime() / 1000) : 0

/** Adds a row with the answers that are possible now; nothing when the buyer was not asked. */
export function addPhotoButtons(
  keyboard: InlineKeyboard,
  t: Translate,
  assignment: AssignmentState,
  orderId: string,
): InlineKeyboard {
  const actions = nextActions(assignment, "shopper")
  const values = { sent: sentOf(assignment), orderId }
  if (actions.includes("approve_photo")) {
    keyboard.text(t.plain("photo.like"), likePhoto.pack(values))
  }
  if (actions.includes("ask_change")) {
    keyboard.text(t.plain("photo.change"), changePhoto.pack(values))
  }
  return keyboard.row()
}
