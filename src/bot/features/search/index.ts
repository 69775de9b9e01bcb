import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const search = new Composer<ShopContext>()
