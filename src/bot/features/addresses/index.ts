import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const addresses = new Composer<ShopContext>()
