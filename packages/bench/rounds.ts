import type { Shopper } from "./shopper"

/** Is told of every tap and message, by its kind. */
export type Note = (name: string, ms: number) => void

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

/** The way to a bouquet, each turn another one of the first page. */
export async function findBouquet(shopper: Shopper, turn: number, note: Note): Promise<void> {
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(new RegExp(`^${1 + (turn % 6)}\\. `)))
}

/** From a bouquet's card to the order. @throws unless the shop took it */
export async function order(shopper: Shopper, turn: number, note: Note): Promise<void> {
  note("add to cart", await shopper.tapsLabel(/В корзину ·/))
  note("to the checkout", await shopper.tapsLabel(/Оформить/))
  note("for oneself", await shopper.tapsLabel(/Привезите мне/))
  if (/номер/.test(shopper.text)) {
    note("phone", await shopper.sends("90 123 45 67"))
  }
  note("address", await shopper.sends(`ул. Навои ${1 + turn}, кв. 5`))
  note("zone", await shopper.tapsLabel(/по центру/))
  note("slot", await shopper.tapsLabel(/🕐 \d/))
  note("place the order", await shopper.tapsLabel(/При получении/))
  if (!/принят!/.test(shopper.text)) {
    throw new Error(`no order, but: ${shopper.text.slice(0, 200)}`)
  }
}

/**
 * Visits of a shopper: a walk through the shop, and at the end of some an order.
 *
 * @param ordersEvery one visit of so many ends in an order
 */
export function visits(ordersEvery: number): (shopper: Shopper, note: Note) => Promise<void> {
  let turn = 0
  return async (shopper, note) => {
    const mine = turn++
    await browse(shopper, note)
    if (mine % ordersEvery === 0) {
      await findBouquet(shopper, mine, note)
      await order(shopper, mine, note)
    }
  }
}
