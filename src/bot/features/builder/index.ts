import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const builder = new Composer<ShopContext>()
