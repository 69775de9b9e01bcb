import { readCart, type ReadCart, type ReadLine } from "../../../medusa-sql/whole-cart"
import type { ShopContext } from "../../runtime/context"

export type CartLine = Omit<ReadLine, "title" | "total">
export type OpenCart = ReadCart

/** Loads the account's open cart. */
export async function loadCart({ account, container }: ShopContext): Promise<OpenCart | undefined> {
  return account.cart_id ? readCart(container, account.cart_id) : undefined
}
