import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const orders = new Composer<ShopContext>()
