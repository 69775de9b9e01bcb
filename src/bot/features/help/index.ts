import { Composer, InlineKeyboard } from "grammy"
import { callback } from "../../ui/callback"
import { clip } from "../../ui/clip"
import { deskChat } from "../../messages/support"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { openCatalog, openHelp, openMenu, openOrders } from "../../ui/navigation"
import { phoneAsWritten } from "../../ui/phone"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { limitsOf } from "../../../workflows/settings"
import { shopPlace, type ShopPlace } from "../../../workflows/shop-place"
import { money, type Translate } from "../../ui/texts"
import { paymentName } from "../checkout/payment-methods"
import {
  askShop,
  isReplyToAnswer,
  questionIn,
  QUESTION_LENGTH,
  QUESTIONS_WITHIN_MS,
  type Question,
} from "./desk"
import { shopFacts, type ShopFacts } from "./facts"

const write = callback("helpwrite")

/** Maximum number of listed zones, so that the text fits in a photo caption. */
const MOST_ZONES = 4

/** The /help command, and questions from shoppers to the shop. */
export const help = new Composer<ShopContext>()

help.command("help", showHelp)
openHelp.on(help, showHelp)

/** Shows hours, zones, payment methods, address and phone, and a button to write to the shop. */
async function showHelp(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const [facts, place, desk] = await Promise.all([
    shopFacts(ctx.container, t.language),
    shopPlace(ctx.container),
    deskChat(ctx.container),
  ])
  const keyboard = new InlineKeyboard()
  if (desk) {
    keyboard.text(t.plain("help.write"), write.pack({})).row()
  }
  await show(ctx, {
    text: helpText(t, facts, place),
    photo: banner("help"),
    keyboard: keyboard
      .text(t.plain("common.menu_orders"), openOrders.pack({}))
      .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
      .row()
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

function helpText(
  t: Translate,
  { hours, zones, otherMethods, currency_code }: ShopFacts,
  place: ShopPlace,
): string {
  const priced = zones.slice(0, MOST_ZONES).map(({ name, price }) =>
    t.plain("help.zone", {
      zone: clip(name, 60),
      price: price ? money(t, price, currency_code) : t.plain("checkout.free"),
    }),
  )
  const methods = otherMethods.map((id) => paymentName(t, id)).join(", ")
  const text = t("help.text", {
    hours: hours ? t.plain("help.hours", hours) : t.plain("help.hours_unknown"),
    zones: priced.join("\n") || t.plain("help.zones_unknown"),
    methods: methods && t.plain("help.other_methods", { methods: clip(methods, 60) }),
  })
  return [text, contacts(t, place)].filter(Boolean).join("\n\n")
}

function contacts(t: Translate, { address, phone }: ShopPlace): string {
  return [
    address && t("help.address", { address: clip(address, 100) }),
    phone && t("help.phone", { phone: phoneAsWritten(phone) }),
  ]
    .filter(Boolean)
    .join("\n")
}

write.on(help, (ctx) => askQuestion(ctx))

async function askQuestion(ctx: ShopContext, notice?: string): Promise<void> {
  expect(ctx, "help.question")
  const { t } = ctx
  await show(ctx, {
    text: [notice, t("help.ask")].filter(Boolean).join("\n\n"),
    photo: banner("help"),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openHelp.pack({})),
  })
}

const asked = help.filter((ctx) => !isCommand(ctx))

onAnswer(asked, "help.question", ["message:text", "message:photo"], (ctx) =>
  takeQuestion(ctx, questionIn(ctx.message)),
)
onAnswer(asked, "help.question", "message", (ctx) => askQuestion(ctx, ctx.t("help.only_text")))

/** A shopper's reply to an answer of the shop is another question, whatever question of the bot is open. */
export const replies = new Composer<ShopContext>()

replies.on("message").filter(
  async (ctx) => !isCommand(ctx) && (await isReplyToAnswer(ctx)),
  (ctx) =>
    ctx.message.text || ctx.message.photo
      ? takeQuestion(ctx, questionIn(ctx.message))
      : askQuestion(ctx, ctx.t("help.only_text")),
)

/** Sends a question to the shop within the rate limit, and says what happened to it. */
export async function takeQuestion(ctx: ShopContext, question: Question): Promise<void> {
  const { t } = ctx
  if ((question.text?.length ?? 0) > QUESTION_LENGTH) {
    return askQuestion(ctx, t("help.too_long", { count: QUESTION_LENGTH }))
  }
  const recent = (ctx.session.questions ?? []).filter((at) => Date.now() - at < QUESTIONS_WITHIN_MS)
  const { questionsPerTenMinutes: most } = limitsOf(ctx.container)
  if (most && recent.length >= most) {
    return showAnswer(ctx, t("help.too_often"))
  }
  if (!(await askShop(ctx, question))) {
    return showAnswer(ctx, t("help.no_desk"))
  }
  ctx.session.questions = [...recent, Date.now()]
  if (ctx.session.album && ctx.session.album.id === ctx.message?.media_group_id) {
    ctx.session.album.is_question = true
  }
  return showAnswer(ctx, t("help.sent"))
}

async function showAnswer(ctx: ShopContext, text: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const place = await shopPlace(ctx.container)
  await show(ctx, {
    text: [text, contacts(t, place)].filter(Boolean).join("\n\n"),
    photo: banner("help"),
    keyboard: new InlineKeyboard()
      .text(t.plain("help.write_more"), write.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}
