import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { BouquetRecord } from "../../../modules/showcase/types"
import { nameActors, namePlaces } from "../../../workflows/stock/names"

/** Bouquets with the names of their stems and of who made them. The number of statements does not depend on their number. */
export async function describeBouquets({ scope }: AuthenticatedMedusaRequest, bouquets: BouquetRecord[]) {
  const parts = bouquets.flatMap((bouquet) => bouquet.parts)
  const [placeOf, actorOf] = await Promise.all([namePlaces(scope, parts), nameActors(scope, bouquets)])
  const named = ({ inventory_item_id, quantity }: BouquetRecord["parts"][number]) => ({
    inventory_item_id,
    quantity,
    item_title: placeOf({ inventory_item_id }).item_title,
  })
  return bouquets.map((bouquet) => ({
    id: bouquet.id,
    status: bouquet.status,
    title: bouquet.title_ru,
    title_uz: bouquet.title_uz,
    price: bouquet.price,
    parts: bouquet.parts.map(named),
    lost: (bouquet.ending?.lost ?? []).map(named),
    reason: bouquet.ending?.reason ?? null,
    location_id: bouquet.location_id,
    picture_url: bouquet.picture_url,
    product_id: bouquet.product_id,
    variant_id: bouquet.variant_id,
    inventory_item_id: bouquet.inventory_item_id,
    actor_type: bouquet.actor_type,
    actor_id: bouquet.actor_id,
    actor_name: actorOf(bouquet),
    channel: bouquet.channel,
    made_at: bouquet.made_at,
    ask_at: bouquet.ask_at,
    asked_at: bouquet.asked_at,
    ended_at: bouquet.ended_at,
    created_at: bouquet.created_at,
  }))
}

/** The answer with one bouquet. */
export async function answerBouquet(req: AuthenticatedMedusaRequest, bouquet: BouquetRecord) {
  const [showcase_bouquet] = await describeBouquets(req, [bouquet])
  return { showcase_bouquet }
}
