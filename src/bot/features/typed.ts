import { Composer, InlineKeyboard } from "grammy"
import { callback } from "../ui/callback"
import { clip } from "../ui/clip"
import type { ShopContext } from "../runtime/context"
import type { Session } from "../runtime/session"
import { expectNothing } from "../ui/expect"
import { isCommand } from "../ui/is-command"
import { openCheckout, openMenu, passToShop } from "../ui/navigation"
import { banner } from "../ui/pictures"
import { show } from "../ui/screen"
import { saveAnswer, proceed } from "./checkout/proceed"
import { showExtra } from "./checkout/screens/extra"
import { loadDelivery } from "./checkout/state"
import { KEPT_LENGTH } from "./catalog/suggest"
import { takeQuestion } from "./help"
import { questionIn } from "./help/desk"
import { findTyped } from "./search"

const keepAsComment = callback("tocomment", ["messageId"])
const searchTyped = callback("seek", ["messageId"])

/**
 * Texts and photos that answer no question of the bot. A text searches the catalogue. At a step of the checkout that takes
 * buttons the shopper chooses what the text is. Nothing that a shopper types is lost: it can always go to the shop.
 */
export const typed = new Composer<ShopContext>()

const messages = typed.filter((ctx) => !isCommand(ctx))

messages.on("message:text", async (ctx) => {
  keep(ctx)
  return isAtCheckout(ctx) ? askWhatItIs(ctx, ctx.message.text) : findTyped(ctx, ctx.message.text)
})

messages.on("message:photo", async (ctx) => {
  keep(ctx)
  const { t } = ctx
  const keyboard = passButton(ctx, new InlineKeyboard())
  await show(ctx, {
    text: t("common.typed_photo"),
    photo: isAtCheckout(ctx) ? banner("checkout") : banner("help"),
    keyboard: isAtCheckout(ctx)
      ? keyboard.text(t.plain("checkout.resume"), openCheckout.pack({}))
      : keyboard.text(t.plain("common.to_menu"), openMenu.pack({})),
  })
})

function keep({ message, session }: ShopContext): void {
  if (message) {
    const { text, ...question } = questionIn(message)
    session.typed = { ...question, text: text?.slice(0, KEPT_LENGTH) }
  }
}

/** Whether the current screen is a step of the checkout: all steps, and few other screens, have the same picture. */
export function isAtCheckout({ account, session }: ShopContext): boolean {
  const isBegun = account.cart_id !== null && session.checkout?.begun === account.cart_id
  return isBegun && session.screen?.photo === banner("checkout").key
}

async function askWhatItIs(ctx: ShopContext, text: string): Promise<void> {
  const { t } = ctx
  const messageId = ctx.message?.message_id ?? 0
  const keyboard = new InlineKeyboard()
    .text(t.plain("common.typed_to_comment"), keepAsComment.pack({ messageId }))
    .row()
    .text(t.plain("common.typed_search"), searchTyped.pack({ messageId }))
  await show(ctx, {
    text: t("common.typed_in_checkout", { text: clip(text, 300) }),
    photo: banner("checkout"),
    keyboard: passButton(ctx, keyboard).text(t.plain("checkout.resume"), openCheckout.pack({})),
  })
}

function passButton({ t, session }: ShopContext, keyboard: InlineKeyboard): InlineKeyboard {
  const messageId = session.typed?.messageId ?? 0
  return keyboard.text(t.plain("common.typed_pass"), passToShop.pack({ messageId })).row()
}

/** The message that a button belongs to; undefined when the shopper has sent another one since. */
function typedIn({ session }: ShopContext, messageId: string): Session["typed"] {
  return session.typed && String(session.typed.messageId) === messageId ? session.typed : undefined
}

passToShop.on(typed, async (ctx, { messageId }) => {
  const question = typedIn(ctx, messageId)
  return question ? takeQuestion(ctx, question) : ctx.answer(ctx.t.plain("common.stale"))
})

searchTyped.on(typed, async (ctx, { messageId }) => {
  const text = typedIn(ctx, messageId)?.text
  return text ? findTyped(ctx, text) : ctx.answer(ctx.t.plain("common.stale"))
})

keepAsComment.on(typed, async (ctx, { messageId }) => {
  const text = typedIn(ctx, messageId)?.text
  const { cart_id: cartId } = ctx.account
  if (!text || !cartId) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  expectNothing(ctx)
  const { delivery } = await loadDelivery(ctx, cartId)
  const comment = [delivery.comment, text].filter(Boolean).join("\n")
  await saveAnswer(
    ctx,
    { comment },
    {
      retry: (_, view, notice) => showExtra(ctx, "comment", view.delivery, notice),
      then: (view) => proceed(ctx, ctx.t("common.typed_kept"), view),
    },
  )
})
