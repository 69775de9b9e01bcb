import { Composer } from "grammy"
import type { ShopContext } from "../../kit/context"

export const staff = new Composer<ShopContext>()
