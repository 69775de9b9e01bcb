import { Composer, InlineKeyboard } from "grammy"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { sendDoorPhoto, wantsDoorPhoto } from "../../../workflows/assignment/send-door-photo"
import type { ShopContext } from "../../runtime/context"
import { callback } from "../../ui/callback"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { show } from "../../ui/screen"
import { workshopOf } from "../../ui/workshop"
import { openWorkList } from "./buttons"

const QUESTION = "workshop.door_photo"

/** Leaves the question without a photo. */
export const withoutDoorPhoto = callback("nodoor")

/** The photo of a handed-over gift, which the courier sends after "Delivered" if the giver wants it. */
export const doorPhoto = new Composer<ShopContext>()

/**
 * Begins to wait for the photo of a gift that the member has handed over.
 *
 * @returns the question, HTML; undefined when the giver does not wait for a photo of this member
 */
export async function doorPhotoQuestion(
  ctx: ShopContext,
  assignmentId: string,
  { id: memberId }: StaffMemberRecord,
): Promise<string | undefined> {
  const [assignment] = await workshopOf(ctx.container).listAssignments({ id: assignmentId }, { take: 1 })
  if (!assignment || !(await wantsDoorPhoto(ctx.container, assignment, memberId))) {
    return undefined
  }
  expect(ctx, QUESTION, assignmentId)
  return ctx.t("workshop.ask_door_photo")
}

/** Shows the question, which may be left without an answer. */
export async function askDoorPhoto(ctx: ShopContext, text: string): Promise<void> {
  const keyboard = new InlineKeyboard().text(ctx.t.plain("workshop.without_photo"), withoutDoorPhoto.pack({}))
  await show(ctx, { text, keyboard })
}

const toList = ({ t }: ShopContext) =>
  new InlineKeyboard().text(t.plain("workshop.to_list"), openWorkList.pack({}))

const privately = new Composer<ShopContext>()
doorPhoto.filter((ctx) => ctx.chat?.type === "private" && !isCommand(ctx), privately)

withoutDoorPhoto.on(privately, async (ctx) => {
  if (ctx.session.expects?.question !== QUESTION) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  expectNothing(ctx)
  await show(ctx, { text: ctx.t("workshop.door_photo_skipped"), keyboard: toList(ctx) })
})

onAnswer(privately, QUESTION, "message:photo", async (ctx, assignmentId = "") => {
  expectNothing(ctx)
  const number = await sendDoorPhoto(ctx.container, {
    assignment_id: assignmentId,
    telegram_id: ctx.account.telegram_id,
    photo_file_id: ctx.message.photo.at(-1)?.file_id ?? "",
  })
  const text = number ? ctx.t("workshop.door_photo_sent", { number }) : ctx.t("workshop.door_photo_late")
  await show(ctx, { text, keyboard: toList(ctx) })
})

onAnswer(privately, QUESTION, "message", (ctx, assignmentId = "") => {
  expect(ctx, QUESTION, assignmentId)
  return askDoorPhoto(ctx, ctx.t("workshop.ask_door_photo_again"))
})
