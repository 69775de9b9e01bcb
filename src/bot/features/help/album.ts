import type { ShopContext } from "../../runtime/context"
import type { Session } from "../../runtime/session"
import type { TextKey } from "../../ui/texts"
import { askShop, questionIn, QUESTIONS_WITHIN_MS } from "./desk"

/** Rate limit: maximum number of further photos of albums from one shopper within {@link QUESTIONS_WITHIN_MS}. */
const LIMIT = 10

/**
 * Sends a further item of a question's album to the shop. The shopper gets one sentence for each reason why the shop does
 * not get an item.
 */
export async function takeFurther(ctx: ShopContext, album: NonNullable<Session["album"]>): Promise<void> {
  const refused = await refusalOf(ctx)
  if (refused && album.refused !== refused) {
    album.refused = refused
    await ctx.reply(ctx.t(refused))
  }
}

async function refusalOf(ctx: ShopContext): Promise<TextKey | undefined> {
  const { message, session } = ctx
  if (!message?.photo) {
    return "help.album_only_photos"
  }
  const recent = (session.further_photos ?? []).filter((at) => Date.now() - at < QUESTIONS_WITHIN_MS)
  if (recent.length >= LIMIT) {
    return "help.album_too_long"
  }
  if (!(await askShop(ctx, questionIn(message)))) {
    return "help.no_desk"
  }
  session.further_photos = [...recent, Date.now()]
  return undefined
}
