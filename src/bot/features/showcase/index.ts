import { Composer } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { apart } from "./apart"
import { making } from "./make"
import { shown } from "./shown"

/** The showcase of owners, managers and florists: bouquets that are made without an order. Each handler checks the role. */
export const showcase = new Composer<ShopContext>()

showcase.use(making)
showcase.use(shown)
showcase.use(apart)
