import type { ShopContext } from "../runtime/context"

/**
 * Opens the target of a link. @returns false when the target does not exist; the caller then shows the menu
 */
type Open = (ctx: ShopContext, about: string) => Promise<boolean>

const links = new Map<string, Open>()

/**
 * Defines a kind of deep link, https://t.me/<bot>?start=<prefix>_<about>.
 * Telegram allows at most 64 of the characters A-Z, a-z, 0-9, _ and - (Bot API, "Deep linking").
 */
export function deepLink(prefix: string, open: Open): { payload: (about: string) => string } {
  links.set(prefix, open)
  return { payload: (about) => `${prefix}_${about}` }
}

/**
 * Opens the link in the payload of /start. @returns false when no feature defines the prefix, or the target
 * does not exist
 */
export async function openDeepLink(ctx: ShopContext, payload: string): Promise<boolean> {
  const separator = payload.indexOf("_")
  const open = links.get(payload.slice(0, separator))
  return separator > 0 && open ? open(ctx, payload.slice(separator + 1)) : false
}
