import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MovementRecord } from "../../modules/stock-ledger/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"

type Actor = { actor_type: string; actor_id: string | null }
type Place = { inventory_item_id: string; location_id: string }

export type NamedPlace = { item_title: string | null; sku: string | null; location_name: string | null }

/** A movement with the names of its item, its location, its order and who made it. */
export type NamedMovement = MovementRecord &
  NamedPlace & { display_id: number | null; actor_name: string | null }

const distinct = (ids: (string | null | undefined)[]) => [...new Set(ids.filter((id) => id != null))]

/** Reads the records of some ids, by id. */
async function byId<Row extends { id: string }>(
  container: MedusaContainer,
  entity: "inventory_item" | "stock_location" | "order",
  fields: string[],
  ids: string[],
): Promise<Map<string, Row>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  // A deleted item keeps its movements and its name.
  const { data } = await query.graph({
    entity,
    fields: ["id", ...fields],
    filters: { id: ids },
    withDeleted: true,
  })
  return new Map((data as unknown as Row[]).map((row) => [row.id, row]))
}

type Item = { id: string; title: string | null; sku: string | null }
type Location = { id: string; name: string }

/** Names items and locations. @returns a function that gives the names of a place */
export async function namePlaces(container: MedusaContainer, places: Partial<Place>[]) {
  const [items, locations] = await Promise.all([
    byId<Item>(
      container,
      "inventory_item",
      ["title", "sku"],
      distinct(places.map((one) => one.inventory_item_id)),
    ),
    byId<Location>(container, "stock_location", ["name"], distinct(places.map((one) => one.location_id))),
  ])
  return ({ inventory_item_id: item, location_id: place }: Partial<Place>): NamedPlace => ({
    item_title: items.get(item ?? "")?.title ?? null,
    sku: items.get(item ?? "")?.sku ?? null,
    location_name: locations.get(place ?? "")?.name ?? null,
  })
}

/**
 * Names the people and API keys that changed the stock: staff members by their names, other users by their e-mails.
 *
 * @returns a function that gives the name of an actor; null when it is not known
 */
export async function nameActors(container: MedusaContainer, actors: Actor[]) {
  const idsOf = (type: string) =>
    distinct(actors.filter((one) => one.actor_type === type).map((one) => one.actor_id))
  const [users, people, keys] = [idsOf("user"), idsOf("telegram"), idsOf("api-key")]
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [members, logins, apiKeys] = await Promise.all([
    users.length || people.length
      ? workshop.listStaffMembers({ $or: [{ user_id: users }, { telegram_id: people }] }, { take: null })
      : [],
    users.length ? container.resolve(Modules.USER).listUsers({ id: users }, { take: null }) : [],
    keys.length ? container.resolve(Modules.API_KEY).listApiKeys({ id: keys }, { take: null }) : [],
  ])
  const names = new Map([
    ...logins.map(({ id, email }): [string, string] => [`user ${id}`, email]),
    ...members.flatMap(({ user_id, telegram_id, name }): [string, string][] => [
      [`user ${user_id}`, name],
      [`telegram ${telegram_id}`, name],
    ]),
    ...apiKeys.map(({ id, title }): [string, string] => [`api-key ${id}`, title]),
  ])
  return ({ actor_type, actor_id }: Actor): string | null => names.get(`${actor_type} ${actor_id}`) ?? null
}

/** Names movements. The number of statements does not depend on the number of movements. */
export async function nameMovements(
  container: MedusaContainer,
  movements: MovementRecord[],
): Promise<NamedMovement[]> {
  const [placeOf, actorOf, orders] = await Promise.all([
    namePlaces(container, movements),
    nameActors(container, movements),
    byId<{ id: string; display_id: number }>(
      container,
      "order",
      ["display_id"],
      distinct(movements.map((one) => one.order_id)),
    ),
  ])
  return movements.map((movement) => ({
    ...movement,
    ...placeOf(movement),
    display_id: orders.get(movement.order_id ?? "")?.display_id ?? null,
    actor_name: actorOf(movement),
  }))
}
