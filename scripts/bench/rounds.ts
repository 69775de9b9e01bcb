import type { Shopper } from "./shopper"

type Note = (name: string, ms: number) => void

/** A walk through the shop: shelves, a page, a card, a size that is not chosen yet (the chosen one has a dot) and quantity, the cart, the menu. */
export async function browse(shopper: Shopper, note: Note): Promise<void> {
  note("menu", await shopper.taps("menu"))
  note("catalogue", await shopper.tapsLabel(/Каталог/))
  note("shelf", await shopper.tapsLabel(/^(?!.*(Все|меню)).*Полка 1|Полка/))
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(/^1\. /))
  note("size", await shopper.tapsLabel(/^[SML] · /))
  note("quantity", await shopper.tapsLabel(/^\+$/))
  note("back to the list", await shopper.taps("list"))
  note("orders", await shopper.taps("orders"))
  note("help", await shopper.taps("help"))
}

/** … and a bouquet put into the cart, looked at and taken out again. */
export async function fillCart(shopper: Shopper, note: Note): Promise<void> {
  await browse(shopper, note)
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(/^2\. /))
  note("add to cart", await shopper.tapsLabel(/В корзину ·/))
  note("cart", await shopper.taps("cart"))
}
