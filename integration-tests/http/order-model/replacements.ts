import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { billOf } from "../../support/order-edits"
import type { Answer, PlayedOrder, World } from "./actions"
import { KITS } from "./kits"

/** A request to Medusa's admin. */
const post = ({ api, admin }: World, path: string, body: object = {}): Promise<NonNullable<Answer>> =>
  api.post(path, body, admin.options)

type Steps = readonly (readonly [path: string, body: object])[]

/**
 * Makes the requests of a change of Medusa one after the other. If one is refused, the change is left.
 *
 * @param leave the route that leaves the change
 * @returns the refusal, or the answer to the last request
 */
async function inSteps(world: World, path: string, steps: Steps, leave: string): Promise<Answer> {
  let answer: Answer
  for (const [step, body] of steps) {
    answer = await post(world, `${path}/${step}`, body)
    if (answer.status !== 200) {
      const left = await world.api.delete(`${path}/${leave}`, world.admin.options)
      return left.status >= 500 ? left : answer
    }
  }
  return answer
}

async function lineOf({ container, shop }: World, { orderId }: PlayedOrder, variant: number) {
  const { lines } = await billOf(container, orderId)
  return lines.find(({ variant_id }) => variant_id === shop.variantIds[variant])
}

/**
 * An exchange of five roses for a bouquet, or a claim for five roses.
 *
 * @param brings whether the shopper has to bring the claimed goods back
 */
export async function replace(
  world: World,
  order: PlayedOrder,
  kind: "exchange" | "claim",
  brings = kind === "exchange",
): Promise<Answer> {
  const { shop } = world
  const back = await lineOf(world, order, 1)
  const begun = await post(world, `/admin/${kind}s`, {
    order_id: order.orderId,
    ...(kind === "claim" ? { type: "replace" } : {}),
  })
  if (begun.status !== 200) {
    return begun
  }
  const { id } = (begun.data as Record<string, { id: string }>)[kind]
  const items = [{ id: back?.id, quantity: 1 }]
  const out =
    kind === "claim" ? { variant_id: shop.variantIds[1], unit_price: 0 } : { variant_id: shop.variantIds[0] }
  const claimed = { items: items.map((item) => ({ ...item, reason: "wrong_item" })) }
  const steps: Steps = [
    ...(kind === "claim" ? [["claim-items", claimed] as const] : []),
    ...(brings ? [["inbound/items", { items }] as const] : []),
    ["outbound/items", { items: [{ ...out, quantity: 1 }] }],
    ["request", {}],
  ]
  return inSteps(world, `/admin/${kind}s/${id}`, steps, "request")
}

/** Cancels the last exchange or claim of an order. */
export async function cancelReplacement(
  world: World,
  { orderId }: PlayedOrder,
  kind: "exchanges" | "claims",
): Promise<Answer> {
  const { data } = await world.api.get(
    `/admin/${kind}?order_id=${orderId}&order=-created_at`,
    world.admin.options,
  )
  const last = data[kind].find(({ canceled_at }: { canceled_at: string | null }) => !canceled_at)
  return last && post(world, `/admin/${kind}/${last.id}/cancel`)
}

/** Requests the return of one piece of each line of bouquets. The two kinds of bouquets consist of the same roses. */
export async function requestReturn(
  world: World,
  order: PlayedOrder,
  variants: readonly number[],
): Promise<Answer> {
  const lines = await Promise.all(variants.map((variant) => lineOf(world, order, variant)))
  const begun = await post(world, "/admin/returns", {
    order_id: order.orderId,
    location_id: world.shop.locationId,
  })
  if (begun.status !== 200) {
    return begun
  }
  const { id } = (begun.data as { return: { id: string } }).return
  const items = lines.map((line) => ({ id: line?.id, quantity: 1 }))
  const steps: Steps = [
    ["request-items", { items }],
    ["request", {}],
  ]
  return inSteps(world, `/admin/returns/${id}`, steps, "request")
}

type Return = {
  id: string
  status: string
  canceled_at: string | null
  items: { item_id: string; quantity: number; received_quantity: number; item: { variant_id: string } }[]
}

/** The requested returns of an order that are not received yet, also those of exchanges and claims. */
async function awaitedReturns({ container }: World, { orderId }: PlayedOrder): Promise<Return[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "return",
    fields: [
      "id",
      "status",
      "canceled_at",
      "items.item_id",
      "items.quantity",
      "items.received_quantity",
      "items.item.variant_id",
    ],
    filters: { order_id: orderId },
  })
  return (data as unknown as Return[]).filter(
    ({ status, canceled_at }) => !canceled_at && (status === "requested" || status === "partially_received"),
  )
}

/**
 * Receives the goods of the first awaited return.
 *
 * @param isDamaged whether the goods cannot be sold again
 */
export async function receiveReturn(world: World, order: PlayedOrder, isDamaged = false): Promise<Answer> {
  const awaited = (await awaitedReturns(world, order)).at(0)
  if (!awaited) {
    return undefined
  }
  const path = `/admin/returns/${awaited.id}`
  const begun = await post(world, `${path}/receive`)
  if (begun.status !== 200) {
    return begun
  }
  const items = awaited.items.map(({ item_id: id, quantity }) => ({ id, quantity: Number(quantity) }))
  const steps: Steps = [
    [isDamaged ? "dismiss-items" : "receive-items", { items }],
    ["receive/confirm", {}],
  ]
  const answer = await inSteps(world, path, steps, "receive")
  if (answer?.status === 200 && !isDamaged) {
    for (const { quantity, item } of awaited.items) {
      const kit = KITS[world.shop.variantIds.indexOf(item.variant_id)]
      world.broughtBack.rose += kit.rose * Number(quantity)
      world.broughtBack.ribbon += kit.ribbon * Number(quantity)
    }
  }
  return answer
}

/** Cancels the first awaited return. */
export async function cancelReturn(world: World, order: PlayedOrder): Promise<Answer> {
  const awaited = (await awaitedReturns(world, order)).at(0)
  return awaited && post(world, `/admin/returns/${awaited.id}/cancel`)
}
