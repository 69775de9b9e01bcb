import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const catalog = new Composer<ShopContext>()
