import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const workshop = new Composer<ShopContext>()
