import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { isBegun, isNoteKind, noteIn } from "./note"
import { showStep } from "./screens"
import { showStock } from "./menu"

/** Answers a button of an earlier screen, and shows the note as it is now. */
export async function stale(ctx: ShopContext, kind: string, member: StaffMemberRecord): Promise<void> {
  await ctx.answer(ctx.t.plain("common.stale"))
  return isNoteKind(kind) && isBegun(noteIn(ctx, kind)) ? showStep(ctx, kind, member) : showStock(ctx, member)
}
