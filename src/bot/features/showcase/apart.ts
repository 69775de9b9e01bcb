import { Composer, InlineKeyboard } from "grammy"
import { LOSS_REASONS } from "../../../modules/stock-ledger/types"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { findBouquet } from "../../../workflows/showcase/bouquets"
import { takeApart } from "../../../workflows/showcase/end-bouquet"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { expectNothing } from "../../ui/expect"
import { idle } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { keeping } from "../stock/access"
import { itemsById, shortName } from "../stock/items"
import { count } from "../stock/numbers"
import { askLossReason, openApart, openBouquet, setReturned, takeBouquetApart } from "./buttons"
import { nextVersion } from "./note"
import { change, showBouquet, showShowcase } from "./shown"

const NAME_LENGTH = 26

/** Takes a bouquet apart: the florist chooses the stems that return to the stock. */
export const apart = new Composer<ShopContext>()

openApart.on(
  apart,
  keeping(async (ctx, { id }) => {
    const bouquet = await findBouquet(ctx.container, { id })
    if (bouquet?.status !== "offered") {
      return showBouquet(ctx, id)
    }
    const stems = bouquet.parts.map(({ inventory_item_id: item, quantity }) => ({
      item,
      all: quantity,
      returned: quantity,
    }))
    ctx.session.showcase = { ...ctx.session.showcase, apart: { id, stems, version: nextVersion(ctx) } }
    return showStems(ctx)
  }),
)

async function showStems(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t, container, session } = ctx
  const { apart: note } = session.showcase ?? {}
  if (!note) {
    return showShowcase(ctx)
  }
  const { id, stems, version } = note
  const items = await itemsById(
    container,
    stems.map(({ item }) => item),
    t.language,
  )
  const keyboard = new InlineKeyboard()
  stems.forEach(({ item, all, returned }, index) => {
    const set = (pieces: number) => setReturned.pack({ version, index, count: pieces })
    keyboard
      .text("−", returned > 0 ? set(Math.max(0, returned - 1)) : idle.pack({}))
      .text(
        `${count(returned)}/${count(all)} · ${clip(shortName(t, items, item), NAME_LENGTH)}`,
        set(returned === all ? 0 : all),
      )
      .text("+", returned < all ? set(Math.min(all, returned + 1)) : idle.pack({}))
      .row()
  })
  const isWhole = stems.every(({ all, returned }) => all === returned)
  const data = isWhole ? takeBouquetApart.pack({ version, reason: "none" }) : askLossReason.pack({ version })
  await show(ctx, {
    text: t(isWhole ? "showcase.apart_all" : "showcase.apart_some"),
    keyboard: keyboard
      .text(t.plain("showcase.apart_do"), data)
      .success()
      .row()
      .text(t.plain("common.back"), openBouquet.pack({ id })),
  })
}

const noteOf = ({ session }: ShopContext, version: string) =>
  String(session.showcase?.apart?.version) === version ? session.showcase?.apart : undefined

async function stale(ctx: ShopContext): Promise<void> {
  await ctx.answer(ctx.t.plain("common.stale"))
  return showStems(ctx)
}

setReturned.on(
  apart,
  keeping(async (ctx, { version, index, count: typed }) => {
    const note = noteOf(ctx, version)
    const at = Number(index)
    const pieces = Number(typed)
    if (!note?.stems[at] || !(pieces >= 0 && pieces <= note.stems[at].all)) {
      return stale(ctx)
    }
    const stems = note.stems.map((stem, place) => (place === at ? { ...stem, returned: pieces } : stem))
    ctx.session.showcase = { ...ctx.session.showcase, apart: { ...note, stems, version: nextVersion(ctx) } }
    return showStems(ctx)
  }),
)

askLossReason.on(
  apart,
  keeping(async (ctx, { version }) => {
    const { t } = ctx
    const note = noteOf(ctx, version)
    if (!note) {
      return stale(ctx)
    }
    const keyboard = new InlineKeyboard()
    addInRows(
      keyboard,
      LOSS_REASONS.map((reason) => ({
        label: t.plain(`stock.${reason}_reason`),
        data: takeBouquetApart.pack({ version, reason }),
      })),
      2,
    )
    return show(ctx, {
      text: t("showcase.apart_reason"),
      keyboard: keyboard.text(t.plain("common.back"), openApart.pack({ id: note.id })),
    })
  }),
)

takeBouquetApart.on(
  apart,
  keeping(async (ctx, { version, reason }, _member: StaffMemberRecord) => {
    const note = noteOf(ctx, version)
    if (!note) {
      return stale(ctx)
    }
    const { id, stems } = note
    const lost = stems
      .filter(({ all, returned }) => returned < all)
      .map(({ item, all, returned }) => ({ inventory_item_id: item, quantity: all - returned }))
    ctx.session.showcase = { ...ctx.session.showcase, apart: undefined }
    return change(ctx, id, "showcase.taken_apart_done", (person) =>
      takeApart(ctx.container, person, { id, lost, reason }),
    )
  }),
)
