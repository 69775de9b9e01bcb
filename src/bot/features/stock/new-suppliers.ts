import { Composer } from "grammy"
import { errorCode } from "../../../lib/errors"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { personInTelegram } from "../../../workflows/stock/person"
import { createSupplier } from "../../../workflows/stock/suppliers"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import type { StockNote } from "../../runtime/session"
import { onAnswer } from "../../ui/expect"
import { keeping } from "./access"
import { showStock } from "./menu"
import { changeNote, noteIn, stepOf } from "./note"
import { showStep } from "./screens"
import { showSuppliers, SUPPLIER } from "./supplier-screen"

/** Maximum length of what a person types for a supplier. */
const TYPED_LENGTH = 160

/** A phone number at the end of a text, after a name. */
const WITH_PHONE = /^(.*?)[\s,;]*(\+?\d[\d\s()-]{6,})$/

/** New suppliers, by their name, when a receipt is written. */
export const newSuppliers = new Composer<ShopContext>()

/** The receipt that waits for its supplier. */
function receiptOf(ctx: ShopContext): StockNote | undefined {
  const note = noteIn(ctx, "incoming")
  return note && stepOf("incoming", note) === "summary" ? note : undefined
}

onAnswer(
  newSuppliers,
  SUPPLIER,
  "message:text",
  keeping(async (ctx, _kind: string | undefined, member) => {
    const note = receiptOf(ctx)
    return note ? addSupplier(ctx, note, ctx.message.text, member) : showStock(ctx, member)
  }),
)

onAnswer(
  newSuppliers,
  SUPPLIER,
  "message",
  keeping(async (ctx, _kind: string | undefined, member) => {
    const note = receiptOf(ctx)
    return note ? showSuppliers(ctx, "incoming", note, ctx.t("common.not_an_answer")) : showStock(ctx, member)
  }),
)

/** Adds the supplier that a person typed and chooses it for the receipt. A known name is offered as a button. */
async function addSupplier(
  ctx: ShopContext,
  note: StockNote,
  typed: string,
  member: StaffMemberRecord,
): Promise<void> {
  const { t, container, account } = ctx
  const text = typed.slice(0, TYPED_LENGTH).replace(/\s+/g, " ").trim()
  const [, name = text, phone = null] = WITH_PHONE.exec(text) ?? []
  try {
    const person = await personInTelegram(container, account.telegram_id)
    const supplier = await createSupplier(container, person, { name, phone })
    changeNote(ctx, "incoming", { supplier_id: supplier.id })
    return await showStep(ctx, "incoming", member, {
      notice: t("stock.supplier_added", { name: supplier.name }),
    })
  } catch (error) {
    const code = errorCode(error)
    const key = `errors.${code}`
    if (!t.has(key)) {
      throw error
    }
    const known = code === "supplier_exists" ? await ledgerOf(container).findSupplierNamed(name) : undefined
    return showSuppliers(ctx, "incoming", note, t(key), known)
  }
}
