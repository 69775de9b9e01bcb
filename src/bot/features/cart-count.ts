import { countCart } from "../../medusa-sql/cart-count"
import type { ShopContext } from "../runtime/context"

/** Returns the number of items in the cart for the menu button. */
export const cartCount = async ({ account, container }: ShopContext): Promise<number> =>
  account.cart_id ? countCart(container, account.cart_id) : 0
