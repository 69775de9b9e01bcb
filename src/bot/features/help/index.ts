import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const help = new Composer<ShopContext>()
