import { Composer, InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openMenu } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { dayOf } from "../../ui/when"
import { openStaff } from "../staff/buttons"
import { isKeeper } from "../stock/access"
import { openStock } from "../stock/buttons"
import { memberOf } from "../workshop/member"
import { refuse, sectionsOf, type Section } from "./access"
import { attention } from "./attention"
import { openAttention, openClosing, openPhotos, openShop, openToday } from "./buttons"
import { closing } from "./closing"
import { productPhoto } from "./product-photo"
import { today } from "./today"

const BUTTONS: Record<Section, () => string> = {
  today: () => openToday.pack({}),
  attention: () => openAttention.pack({}),
  team: () => openStaff.pack({}),
  photos: () => openPhotos.pack({}),
  closing: () => openClosing.pack({ day: dayOf().slice(0, 7) }),
}

/** The shop's menu: /shop, for the owner and in parts for other roles. Only in private chats. */
export const owner = new Composer<ShopContext>()

owner.command("shop", showShop)
openShop.on(owner, showShop)
owner.use(today)
owner.use(attention)
owner.use(closing)
owner.use(productPhoto)

async function showShop(ctx: ShopContext): Promise<void> {
  const member = await memberOf(ctx)
  const sections = member ? sectionsOf(member) : []
  if (!sections.length) {
    return refuse(ctx, member)
  }
  expectNothing(ctx)
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  for (const section of sections) {
    keyboard.text(t.plain(`owner.${section}`), BUTTONS[section]()).row()
  }
  if (member && isKeeper(member)) {
    keyboard.text(t.plain("stock.open"), openStock.pack({})).row()
  }
  await show(ctx, {
    text: t("owner.title"),
    keyboard: keyboard.text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}
