import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Language } from "../../../lib/shop"
import { errorCode } from "../../../lib/errors"
import type { AssignmentRecord, StaffMemberRecord, SubstitutionRecord } from "../../../modules/workshop/types"
import {
  answerSubstitution,
  maySubstitute,
  replaceableLines,
  type OrderLineToReplace,
} from "../../../workflows/order-edits/substitute-line"
import { catalogOf } from "../../catalog/cache"
import { findProducts } from "../../catalog/search-index"
import { stockOf } from "../../catalog/stock"
import type { Product, Variant } from "../../catalog/types"
import { announceAssignment } from "../../messages/announcements/announcer"
import { readItemTexts } from "../../messages/announcements/item-texts"
import { enqueue } from "../../outbox"
import { readerOf } from "../../outbox/desk"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { openMenu } from "../../ui/navigation"
import { pictureAt } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { textsIn, type TextKey } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"
import {
  agreeToSubstitution,
  leaveQuestion,
  openWorkList,
  proposeSubstitution,
  refuseSubstitution,
  substituteLine,
  substituteWith,
} from "./buttons"
import { giverAccount } from "./giver-chat"
import { memberOf } from "./member"

const QUESTION = "workshop.substitution"
/** Products that the florist chooses from. */
const FOUND = 6
/** Lines that the florist chooses from. */
const LINES = 20
const WORDS_LENGTH = 100

/** The florist's proposal of other flowers. */
export const substitution = new Composer<ShopContext>()

/** The answer of the person who ordered. */
export const substitutionAnswers = new Composer<ShopContext>()

const privately = substitution.filter(({ chat }) => chat?.type === "private")

/** The order of a button if its member may propose now. Otherwise answers why not. */
async function allowed(
  ctx: ShopContext,
  assignmentId: string,
): Promise<{ member: StaffMemberRecord; assignment: AssignmentRecord } | undefined> {
  const member = await memberOf(ctx)
  const [assignment] = await workshopOf(ctx.container).listAssignments({ id: assignmentId }, { take: 1 })
  if (member && assignment && maySubstitute(member, assignment)) {
    return { member, assignment }
  }
  const key: TextKey = !member
    ? "errors.not_staff"
    : assignment?.status === "accepted"
      ? "errors.not_yours"
      : "errors.too_late"
  if (ctx.callbackQuery) {
    await ctx.answer(ctx.t.plain(key), { alert: true })
  } else {
    await done(ctx, ctx.t(key))
  }
  return undefined
}

const done = (ctx: ShopContext, text: string): Promise<void> =>
  show(ctx, {
    text,
    keyboard: new InlineKeyboard().text(ctx.t.plain("workshop.to_list"), openWorkList.pack({})),
  })

proposeSubstitution.on(privately, async (ctx, { assignmentId }) => {
  const found = await allowed(ctx, assignmentId)
  if (!found) {
    return
  }
  const { t, container } = ctx
  const { assignment } = found
  const giver = await giverAccount(container, assignment.order_id)
  if (!giver || giver.blocked_at) {
    return ctx.answer(t.plain("workshop.giver_unreachable"), { alert: true })
  }
  const lines = await replaceableLines(container, assignment.order_id)
  if (lines.length < 2) {
    return askWhat(ctx, assignment, lines.at(0))
  }
  const titles = await titlesOf(container, lines)
  const keyboard = new InlineKeyboard()
  lines.slice(0, LINES).forEach(({ quantity }, index) => {
    const label = `${clip(titles[index][t.language], 40)} × ${quantity}`
    keyboard.text(label, substituteLine.pack({ index, assignmentId })).row()
  })
  return show(ctx, {
    text: t("workshop.substitute_which", { number: assignment.display_id }),
    keyboard: keyboard.text(t.plain("common.back"), leaveQuestion.pack({})),
  })
})

substituteLine.on(privately, async (ctx, { index, assignmentId }) => {
  const found = await allowed(ctx, assignmentId)
  if (!found) {
    return
  }
  const lines = await replaceableLines(ctx.container, found.assignment.order_id)
  return askWhat(ctx, found.assignment, lines.at(Number(index)))
})

async function askWhat(
  ctx: ShopContext,
  assignment: AssignmentRecord,
  line: OrderLineToReplace | undefined,
): Promise<void> {
  if (!line) {
    return ctx.answer(ctx.t.plain("common.stale"), { alert: true })
  }
  const [title] = await titlesOf(ctx.container, [line])
  expect(ctx, QUESTION, `${assignment.id}:${line.id}`)
  await show(ctx, {
    text: ctx.t("workshop.substitute_what", { title: title[ctx.t.language] }),
    keyboard: new InlineKeyboard().text(ctx.t.plain("common.back"), leaveQuestion.pack({})),
  })
}

onAnswer(
  privately.filter((ctx) => !isCommand(ctx)),
  QUESTION,
  "message:text",
  async (ctx, about = "") => {
    const [assignmentId, lineId] = about.split(":")
    const found = await allowed(ctx, assignmentId)
    const lines = found ? await replaceableLines(ctx.container, found.assignment.order_id) : []
    const line = lines.find(({ id }) => id === lineId)
    if (!found || !line) {
      expectNothing(ctx)
      return found && done(ctx, ctx.t("errors.too_late"))
    }
    const { t } = ctx
    const choices = await available(ctx, ctx.message.text, line)
    expect(ctx, QUESTION, about)
    ctx.session.substitution = { about, variants: choices.map(({ variant }) => variant.id) }
    const keyboard = new InlineKeyboard()
    choices.forEach((choice, index) => {
      keyboard.text(clip(titleOf(choice, t.language), 60), substituteWith.pack({ index })).row()
    })
    await show(ctx, {
      text: t(choices.length ? "workshop.substitute_choose" : "workshop.substitute_nothing"),
      keyboard: keyboard.text(t.plain("common.back"), leaveQuestion.pack({})),
    })
  },
)

type Choice = { product: Product; variant: Variant }

/** What the shop has enough of for a line, by the florist's words. */
async function available(ctx: ShopContext, words: string, line: OrderLineToReplace): Promise<Choice[]> {
  const catalog = await catalogOf(ctx.container)
  const products = await findProducts(catalog, clip(words, WORDS_LENGTH))
  const choices = products
    .slice(0, 5 * FOUND)
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.id !== line.variant_id)
  const stock = await stockOf(
    ctx,
    catalog,
    choices.map(({ variant }) => variant),
  )
  return choices.filter(({ variant }) => (stock.get(variant.id) ?? 0) >= line.quantity).slice(0, FOUND)
}

/** The name of a choice, with its size if there are several. */
function titleOf({ product, variant }: Choice, language: Language): string {
  const size = product.variants.length > 1 ? variant.title[language] : ""
  return [product.title[language], size].filter(Boolean).join(", ")
}

const inBoth = (titleIn: (language: Language) => string): Record<Language, string> => ({
  ru: titleIn("ru"),
  uz: titleIn("uz"),
})

async function titlesOf(
  container: MedusaContainer,
  lines: OrderLineToReplace[],
): Promise<Record<Language, string>[]> {
  const texts = await readItemTexts(container, lines, null)
  return lines.map(({ variant_id, title }) =>
    inBoth((language) => {
      const known = texts[language].titles.get(variant_id ?? "")
      return [known?.title || title, known?.size].filter(Boolean).join(", ")
    }),
  )
}

substituteWith.on(privately, async (ctx, { index }) => {
  const { t, container } = ctx
  const { about, variants } = ctx.session.substitution ?? { about: "", variants: [] }
  const [assignmentId, lineId] = about.split(":")
  const found = await allowed(ctx, assignmentId)
  if (!found) {
    return
  }
  const { member, assignment } = found
  const line = (await replaceableLines(container, assignment.order_id)).find(({ id }) => id === lineId)
  const choice = (await catalogOf(container)).variantById.get(variants.at(Number(index)) ?? "")
  const giver = await giverAccount(container, assignment.order_id)
  if (!line || !choice || !giver) {
    return ctx.answer(t.plain("common.stale"), { alert: true })
  }
  expectNothing(ctx)
  ctx.session.substitution = undefined
  const [oldTitle] = await titlesOf(container, [line])
  const proposal = await workshopOf(container).propose({
    assignment_id: assignment.id,
    line_id: line.id,
    quantity: line.quantity,
    variant_id: choice.variant.id,
    old_title: oldTitle,
    new_title: inBoth((language) => titleOf(choice, language)),
    proposed_by: member.id,
  })
  await askGiver(ctx, proposal, assignment, choice, giver)
  return done(ctx, t("workshop.substitute_sent"))
})

async function askGiver(
  { container }: ShopContext,
  proposal: SubstitutionRecord,
  { display_id: number, order_id: orderId }: AssignmentRecord,
  { product }: Choice,
  giver: { telegram_id: string; language: Language | null },
): Promise<void> {
  const theirs = textsIn(giver.language)
  const { id } = proposal
  await enqueue(container, [
    {
      key: `substitution:${id}`,
      chatId: giver.telegram_id,
      orderId,
      screen: {
        text: theirs("workshop.substitute_ask", {
          number,
          old: nameIn(proposal.old_title, theirs.language),
          new: nameIn(proposal.new_title, theirs.language),
        }),
        photo: product.thumbnail ? pictureAt(product.thumbnail) : undefined,
        keyboard: new InlineKeyboard()
          .text(theirs.plain("workshop.substitute_yes"), agreeToSubstitution.pack({ id }))
          .success()
          .row()
          .text(theirs.plain("workshop.substitute_no"), refuseSubstitution.pack({ id })),
      },
    },
  ])
}

const nameIn = (titles: Record<string, unknown>, language: Language): string => String(titles[language] ?? "")

agreeToSubstitution.on(substitutionAnswers, (ctx, { id }) => answer(ctx, id, "agreed"))
refuseSubstitution.on(substitutionAnswers, (ctx, { id }) => answer(ctx, id, "refused"))

async function answer(ctx: ShopContext, id: string, wish: "agreed" | "refused"): Promise<void> {
  const { t, container, account } = ctx
  const workshop = workshopOf(container)
  const [proposal] = await workshop.listSubstitutions({ id }, { take: 1 })
  const [assignment] = proposal
    ? await workshop.listAssignments({ id: proposal.assignment_id }, { take: 1 })
    : []
  const giver = assignment && (await giverAccount(container, assignment.order_id))
  if (!assignment || giver?.telegram_id !== account.telegram_id) {
    return ctx.answer(t.plain("common.stale"), { alert: true })
  }
  try {
    const status = await answerSubstitution(container, id, wish)
    await tellMember(ctx, proposal, assignment, status)
    await announceAssignment(container, assignment.id)
    await thank(ctx, t(`workshop.substitute_${status}`))
  } catch (error) {
    const code = errorCode(error) ?? ""
    if (!t.has(`errors.${code}`)) {
      throw error
    }
    await tellMember(ctx, proposal, assignment, "failed")
    await thank(ctx, t("workshop.substitute_failed"))
  }
}

const thank = (ctx: ShopContext, text: string): Promise<void> =>
  show(ctx, { text, keyboard: new InlineKeyboard().text(ctx.t.plain("common.to_menu"), openMenu.pack({})) })

/** Tells the member who proposed what the giver answered. */
async function tellMember(
  { container }: ShopContext,
  proposal: SubstitutionRecord,
  { display_id: number, order_id: orderId }: AssignmentRecord,
  status: SubstitutionRecord["status"] | "failed",
): Promise<void> {
  const [member] = await workshopOf(container).listStaffMembers(
    { id: proposal.proposed_by, active: true },
    { take: 1 },
  )
  if (!member || status === "proposed" || status === "withdrawn") {
    return
  }
  const { chatId, t } = await readerOf(container, member)
  await enqueue(container, [
    {
      key: `substituted:${proposal.id}:${status}`,
      chatId,
      orderId,
      screen: {
        text: t(`workshop.substitute_told_${status}`, {
          number,
          old: nameIn(proposal.old_title, t.language),
          new: nameIn(proposal.new_title, t.language),
        }),
      },
    },
  ])
}
