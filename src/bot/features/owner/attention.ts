import type { MedusaContainer } from "@medusajs/framework/types"
import { Composer, InlineKeyboard } from "grammy"
import { readAttention, type Attention, type Counted } from "../../../workflows/shop/read-attention"
import type { Need } from "../../../modules/workshop/statements"
import { deskChat } from "../../messages/support"
import { outboxOf } from "../../outbox/outbox"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import type { TextKey, Translate } from "../../ui/texts"
import { timeOf } from "../../ui/when"
import { openWork, openWorkList } from "../workshop/buttons"
import { permitted } from "./access"
import { openAttention, openShop } from "./buttons"

/** Questions of shoppers count for this time. */
const QUESTION_MS = 3 * 24 * 3_600_000
/** Order buttons on the screen. */
const MOST_BUTTONS = 6

const ICONS: Record<Need, string> = { late: "🔴", back: "↩️", offered: "🆕" }

/** What waits for a person, with buttons to the orders. */
export const attention = new Composer<ShopContext>()

openAttention.on(attention, permitted("attention", showAttention))

async function showAttention(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const now = new Date()
  const [found, questions] = await Promise.all([readAttention(container, now), openQuestions(container, now)])
  const lines = linesOf(t, found, questions)
  const keyboard = new InlineKeyboard()
  addInRows(keyboard, orderButtons(found), 3)
  await show(ctx, {
    text: [
      t("owner.attention_title"),
      lines.length ? lines.join("\n") : t("owner.attention_none"),
      t("owner.as_of", { time: timeOf(now) }),
    ].join("\n\n"),
    keyboard: keyboard
      .text(t.plain("workshop.to_list"), openWorkList.pack({}))
      .row()
      .text(t.plain("workshop.refresh"), openAttention.pack({}))
      .text(t.plain("common.back"), openShop.pack({})),
  })
}

/** The number of shoppers whose last question in the shop's chat has no answer. */
async function openQuestions(container: MedusaContainer, now: Date): Promise<number> {
  const desk = await deskChat(container)
  const since = new Date(now.getTime() - QUESTION_MS)
  return desk ? outboxOf(container).countUnanswered({ chat_id: desk.chatId, since }) : 0
}

const ORDERS = ["late", "back", "offered"] as const

function linesOf(t: Translate, found: Attention, questions: number): string[] {
  const line = (key: TextKey, { count, numbers }: Counted): string[] => {
    const named = numbers.map((number) => `№${number}`).join(", ")
    const text = numbers.length && count > numbers.length ? `${named} …` : named
    return count ? [`${t(key, { count })}${text && ` (${text})`}`] : []
  }
  const orders = ORDERS.flatMap((kind) => {
    const needy = found.orders.find((one) => one.kind === kind)
    const numbers = needy?.first.map(({ number }) => String(number)) ?? []
    return line(`owner.needs_${kind}`, { count: needy?.count ?? 0, numbers })
  })
  const { unassigned, changes, refunds, payments, unmatched, low, words } = found
  return [
    ...orders,
    ...line("owner.needs_unassigned", unassigned),
    ...line("owner.needs_changes", changes),
    ...line("owner.needs_refunds", refunds),
    ...line("owner.needs_payments", payments),
    ...line("owner.needs_unmatched", unmatched),
    ...line("owner.needs_low", low),
    ...line("owner.needs_words", { count: words, numbers: [] }),
    ...line("owner.needs_questions", { count: questions, numbers: [] }),
  ]
}

/** Buttons of the most urgent orders. An order that needs a person in two ways has one button. */
function orderButtons({ orders }: Attention): { label: string; data: string }[] {
  const urgent = ORDERS.flatMap(
    (kind) =>
      orders
        .find((one) => one.kind === kind)
        ?.first.map(({ id, number }) => ({
          label: `${ICONS[kind]} №${number}`,
          data: openWork.pack({ assignmentId: id }),
        })) ?? [],
  )
  const first = urgent.filter(({ data }, at) => urgent.findIndex((one) => one.data === data) === at)
  return first.slice(0, MOST_BUTTONS)
}
