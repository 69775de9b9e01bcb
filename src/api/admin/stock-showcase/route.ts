import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { generateEntityId } from "@medusajs/framework/utils"
import { listBouquets } from "../../../workflows/showcase/bouquets"
import { makeBouquet } from "../../../workflows/showcase/make-bouquet"
import { stockPersonOf } from "../../stock-person"
import { storedKey } from "../stock-documents/describe"
import { answerBouquet, describeBouquets } from "./describe"
import { ListShowcase, type MakeBouquet } from "./validators"

/** GET /admin/stock-showcase: the bouquets of the showcase, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { status, limit, offset }: ListShowcase = await zodValidator<unknown>(ListShowcase, req.query)
  const bouquets = await listBouquets(req.scope, {
    status: status && [status],
    take: limit + 1,
    skip: offset,
  })
  res.json({
    showcase_bouquets: await describeBouquets(req, bouquets.slice(0, limit)),
    has_more: bouquets.length > limit,
    limit,
    offset,
  })
}

/** POST /admin/stock-showcase: makes a bouquet for the showcase. */
export async function POST(req: AuthenticatedMedusaRequest<MakeBouquet>, res: MedusaResponse) {
  const { key, title, title_uz, description, description_uz, location_id, ...input } = req.validatedBody
  const person = await stockPersonOf(req)
  const texts = description ?? ""
  const bouquet = await makeBouquet(req.scope, person, {
    ...input,
    key: storedKey(person, key) ?? generateEntityId("", "shkey"),
    title: { ru: title, uz: title_uz ?? title },
    description: { ru: texts, uz: description_uz ?? texts },
    location_id: location_id ?? undefined,
  })
  res.status(201).json(await answerBouquet(req, bouquet))
}
