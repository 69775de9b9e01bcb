import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const checkout = new Composer<ShopContext>()
