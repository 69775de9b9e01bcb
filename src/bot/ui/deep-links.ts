import type { ShopContext } from "../runtime/context"

/** Opens what a link is about. @returns false when it is about nothing (any more): the menu is shown then */
type Open = (ctx: ShopContext, about: string) => Promise<boolean>

const links = new Map<string, Open>()

/**
 * A kind of deep link, https://t.me/<bot>?start=<prefix>_<about>.
 * Telegram allows 64 of the characters A-Z, a-z, 0-9, _ and - (Bot API, "Deep linking").
 */
export function deepLink(prefix: string, open: Open): { payload: (about: string) => string } {
  links.set(prefix, open)
  return { payload: (about) => `${prefix}_${about}` }
}

/** Opens the link that the payload of /start names. @returns false when there is none such */
export async function openDeepLink(ctx: ShopContext, payload: string): Promise<boolean> {
  const separator = payload.indexOf("_")
  const open = links.get(payload.slice(0, separator))
  return separator > 0 && open ? open(ctx, payload.slice(separator + 1)) : false
}
