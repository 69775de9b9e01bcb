import type { Shopper } from "./shopper"

/** Records the time of a tap or message by its kind. */
export type Note = (name: string, ms: number) => void

/** Visits the menu, a category, a page, a card with its sizes (the chosen size has a dot) and quantity, and more screens. */
async function browse(shopper: Shopper, note: Note): Promise<void> {
  note("menu", await shopper.taps("menu"))
  note("catalogue", await shopper.tapsLabel(/Каталог/))
  note("category", await shopper.tapsLabel(/^(?!.*(Все|меню)).*Полка 1|Полка/))
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(/^1$/))
  note("size", await shopper.tapsLabel(/^[SML] · /))
  note("quantity", await shopper.tapsLabel(/^\+$/))
  note("back to the list", await shopper.taps("list"))
  note("orders", await shopper.taps("orders"))
  note("help", await shopper.taps("help"))
}

/** Browses, then adds a bouquet to the cart and opens the cart. */
export async function fillCart(shopper: Shopper, note: Note): Promise<void> {
  await browse(shopper, note)
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(/^2$/))
  note("add to cart", await shopper.tapsLabel(/В корзину ·/))
  note("cart", await shopper.taps("cart"))
}

/** Opens a bouquet's card from the first page of the catalogue. @param turn selects the bouquet */
export async function findBouquet(shopper: Shopper, turn: number, note: Note): Promise<void> {
  note("page", await shopper.taps("all:1"))
  note("card", await shopper.tapsLabel(new RegExp(`^${1 + (turn % 6)}$`)))
}

/**
 * Orders the bouquet whose card is open.
 *
 * @param payment label of the way to pay, by default cash
 * @throws Error when the shop does not confirm the order
 */
export async function order(
  shopper: Shopper,
  turn: number,
  note: Note,
  payment = /При получении/,
): Promise<void> {
  note("add to cart", await shopper.tapsLabel(/В корзину ·/))
  note("start the checkout", await shopper.tapsLabel(/Оформить/))
  note("deliver to me", await shopper.tapsLabel(/Себе/))
  if (/номер/.test(shopper.text)) {
    note("phone", await shopper.sends("90 123 45 67"))
  }
  note("address", await shopper.sends(`ул. Навои ${1 + turn}, кв. 5`))
  note("zone", await shopper.tapsLabel(/Центр Бухары/))
  note("slot", await shopper.tapsLabel(/🕐 \d/))
  note("place the order", await shopper.tapsLabel(payment))
  if (!/принят!|оформлен/.test(shopper.text)) {
    throw new Error(`the order was not placed: ${shopper.text.slice(0, 200)}`)
  }
}

/**
 * Creates a shopper's visits: each browses the shop, and some end in an order.
 *
 * @param ordersEvery one visit in this many ends in an order
 */
export function visits(ordersEvery: number): (shopper: Shopper, note: Note) => Promise<void> {
  let turn = 0
  return async (shopper, note) => {
    const index = turn++
    await browse(shopper, note)
    if (index % ordersEvery === 0) {
      await findBouquet(shopper, index, note)
      await order(shopper, index, note)
    }
  }
}
