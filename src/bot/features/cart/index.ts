import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const cart = new Composer<ShopContext>()
