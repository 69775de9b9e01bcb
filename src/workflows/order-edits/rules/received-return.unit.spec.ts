import { MathBN } from "@medusajs/framework/utils"
import {
  afterReceiving,
  isReceivable,
  locationOf,
  piecesToPutBack,
  type RequestedReturn,
} from "./received-return"

const kit = (inventory_item_id: string, required_quantity: number, ...locations: string[]) => ({
  inventory_item_id,
  required_quantity,
  inventory: { location_levels: locations.map((location_id) => ({ location_id })) },
})

/** A return of two bouquets of twenty roses with a ribbon, one of five roses, and a card without stock. */
function requested(location_id: string | null = null, received = 0): RequestedReturn {
  const line = (id: string, quantity: number, kits: ReturnType<typeof kit>[]) => ({
    id: `ret_${id}`,
    item_id: id,
    quantity,
    received_quantity: id === "twenty" ? received : 0,
    damaged_quantity: 0,
    item: { variant: { manage_inventory: kits.length > 0, inventory_items: kits } },
  })
  return {
    id: "return",
    order_id: "order",
    location_id,
    items: [
      line("card", 1, []),
      line("twenty", 2, [kit("rose", 20, "shop"), kit("ribbon", 1, "shop")]),
      line("five", 1, [kit("rose", 5, "shop")]),
    ],
  }
}

const receive = (reference_id: string, quantity: number) => ({
  action: "RECEIVE_RETURN_ITEM",
  details: { reference_id, quantity },
})
const dismiss = (reference_id: string, quantity: number) => ({
  action: "RECEIVE_DAMAGED_RETURN_ITEM",
  details: { reference_id, quantity },
})

const pieces = (...[which, actions]: Parameters<typeof piecesToPutBack>) =>
  piecesToPutBack(which, actions).map(({ inventory_item_id: id, adjustment }) => [
    id,
    MathBN.convert(adjustment).toNumber(),
  ])

describe("a received return", () => {
  it("puts back the flowers of all lines, without damaged ones", () => {
    const all = [receive("twenty", 1), dismiss("twenty", 1), receive("five", 1), receive("card", 1)]
    expect(pieces(requested("shop"), all)).toEqual([
      ["rose", 25],
      ["ribbon", 1],
    ])
    expect([isReceivable(requested("shop")), isReceivable(requested("elsewhere"))]).toEqual([true, false])
  })

  it("uses the location that keeps the flowers, if it names none", () => {
    expect([locationOf(requested()), locationOf(requested("elsewhere"))]).toEqual(["shop", "elsewhere"])
    expect(pieces(requested(), [receive("five", 1)])).toEqual([["rose", 5]])
  })

  it("is received when all pieces are, in any number of parts", () => {
    const rest = [receive("twenty", 1), dismiss("five", 1), receive("card", 1)]
    expect(afterReceiving(requested("shop", 1), rest)).toMatchObject({ status: "received" })
    const part = afterReceiving(requested("shop"), rest)
    expect(part).toMatchObject({ status: "partially_received", received_at: null })
    expect(part.items.map(({ damaged_quantity }) => MathBN.convert(damaged_quantity).toNumber())).toEqual([
      0, 0, 1,
    ])
  })
})
