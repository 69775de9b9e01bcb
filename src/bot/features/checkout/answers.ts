import { Composer } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { isExpecting, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import type { CartDeliveryView } from "../../../workflows/delivery/types"
import { askCard } from "./card-answers"
import { goBack, leaveCheckout } from "./exits"
import { atStep, proceed, showStep, saveAnswer } from "./proceed"
import { askPromo, enterPromo } from "./promo"
import { nameOf, rememberOwnPhone } from "./recipient"
import { EXTRAS, isExtra, showExtra } from "./screens/extra"
import { showLandmark } from "./screens/place"
import { askedAgain, loadDelivery } from "./state"
import { isStep, nextStep } from "./steps-order"

/**
 * Handlers of the texts, contacts and locations that shoppers send as answers to the checkout's questions.
 */
export const answers = new Composer<ShopContext>()

const QUESTION = "checkout."

/** Messages from shoppers with an open checkout question. Commands are not answers. */
const asked = answers.filter(
  (ctx) => Boolean(ctx.message && ctx.session.expects?.question.startsWith(QUESTION)) && !isCommand(ctx),
)

// Buttons of the reply keyboard, which arrive as text messages.
asked.on("message:text").filter(
  ({ message, t }) => message.text === t.plain("common.cancel"),
  (ctx) => leaveCheckout(ctx),
)
asked.on("message:text").filter(
  ({ message, t }) => message.text === t.plain("common.back"),
  (ctx) => {
    const step = ctx.session.expects?.question.slice(QUESTION.length) ?? ""
    return isStep(step) ? goBack(ctx, step) : proceed(ctx)
  },
)

onAnswer(asked, "checkout.recipient_name", "message:contact", (ctx) => {
  const { contact } = ctx.message
  return saveAnswer(
    ctx,
    { recipient_name: nameOf(contact), recipient_phone: contact.phone_number },
    atStep("recipient_name"),
  )
})
onAnswer(asked, "checkout.recipient_name", "message:text", (ctx) =>
  saveAnswer(ctx, { recipient_name: ctx.message.text }, atStep("recipient_name")),
)

onAnswer(asked, "checkout.recipient_phone", "message:contact", (ctx) =>
  savePhone(ctx, ctx.message.contact.phone_number),
)
onAnswer(asked, "checkout.recipient_phone", "message:text", (ctx) => savePhone(ctx, ctx.message.text))

async function savePhone(ctx: ShopContext, phone: string): Promise<void> {
  await saveAnswer(
    ctx,
    { recipient_phone: phone },
    atStep("recipient_phone", async (view) => {
      const { for_someone_else: isForOther, recipient_phone: stored } = view.delivery
      if (!isForOther && stored) {
        await rememberOwnPhone(ctx, stored)
      }
      await proceed(ctx, undefined, view)
    }),
  )
}

onAnswer(asked, "checkout.giver_phone", "message:contact", (ctx) =>
  saveGiverPhone(ctx, ctx.message.contact.phone_number),
)
onAnswer(asked, "checkout.giver_phone", "message:text", (ctx) => saveGiverPhone(ctx, ctx.message.text))

async function saveGiverPhone(ctx: ShopContext, phone: string): Promise<void> {
  await saveAnswer(
    ctx,
    { giver_phone: phone },
    atStep("giver_phone", async (view) => {
      if (view.delivery.giver_phone) {
        await rememberOwnPhone(ctx, view.delivery.giver_phone)
      }
      await proceed(ctx, undefined, view)
    }),
  )
}

onAnswer(asked, "checkout.address", "message:location", (ctx) => {
  const { latitude, longitude } = ctx.message.location
  return saveAnswer(
    ctx,
    { latitude, longitude },
    atStep("address", (view) => showLandmark(ctx, view)),
  )
})
onAnswer(asked, "checkout.address", "message:text", (ctx) =>
  ctx.message.text === ctx.t.plain("checkout.address_unknown_off")
    ? saveAnswer(ctx, { address_unknown: true }, atStep("address"))
    : saveTypedAddress(ctx, ctx.message.text),
)

/**
 * Saves a typed address. An edited address may be in another zone, so the bot asks for the zone again when
 * there are several.
 */
async function saveTypedAddress(ctx: ShopContext, address: string): Promise<void> {
  const { cart_id: cartId } = ctx.account
  const before = cartId ? await loadDelivery(ctx, cartId) : undefined
  if (before?.delivery.address === address) {
    return proceed(ctx, undefined, before)
  }
  const askZone = async (view: CartDeliveryView) => {
    const zones = view.shipping_options.filter(({ method }) => method === "delivery")
    const isEdit = before && !before.missing.includes("address") && !nextStep(view, askedAgain(ctx))
    return isEdit && zones.length > 1
      ? showStep(ctx, "shipping_option_id", view)
      : proceed(ctx, undefined, view)
  }
  return saveAnswer(ctx, { address }, atStep("address", askZone))
}

onAnswer(asked, "checkout.landmark", "message:text", async (ctx) => {
  const { cart_id: cartId } = ctx.account
  const { text } = ctx.message
  if (!cartId) {
    return proceed(ctx)
  }
  const { delivery } = await loadDelivery(ctx, cartId)
  const { latitude, longitude } = delivery
  const place = latitude === null ? { address: text } : { address: text, latitude, longitude }
  return saveAnswer(ctx, place, { retry: showLandmark })
})

for (const what of EXTRAS) {
  onAnswer(asked, `checkout.${what}`, "message:text", (ctx) =>
    saveAnswer(
      ctx,
      { [what]: ctx.message.text },
      { retry: (_, view, notice) => showExtra(ctx, what, view.delivery, notice) },
    ),
  )
}

onAnswer(asked, "checkout.promo", "message:text", (ctx) => enterPromo(ctx, ctx.message.text))

// A message that no handler above accepts, for example a sticker. After the question has timed out: the current step.
asked.use((ctx) => (isExpecting(ctx) ? askSameQuestion(ctx) : proceed(ctx, ctx.t("checkout.resumed"))))

/** Asks the open question again, because the message is no answer to it. */
async function askSameQuestion(ctx: ShopContext): Promise<void> {
  const notice = ctx.t("common.not_an_answer")
  const what = ctx.session.expects?.question.slice(QUESTION.length) ?? ""
  const { cart_id: cartId } = ctx.account
  if (what === "promo") {
    return askPromo(ctx, notice)
  }
  if (what === "card_text") {
    return askCard(ctx, notice)
  }
  if (!cartId) {
    return proceed(ctx)
  }
  const view = await loadDelivery(ctx, cartId)
  if (isStep(what)) {
    return showStep(ctx, what, view, notice)
  }
  if (isExtra(what)) {
    return showExtra(ctx, what, view.delivery, notice)
  }
  return what === "landmark" ? showLandmark(ctx, view, notice) : proceed(ctx, notice, view)
}
