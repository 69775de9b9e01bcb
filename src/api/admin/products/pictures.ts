import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { checkPictureAddresses } from "../../../workflows/catalog/check-picture-addresses"
import { servesAllChannels } from "../../../workflows/shop-scope"

type Pictured = {
  thumbnail?: unknown
  images?: unknown
  create?: unknown
  update?: unknown
  variants?: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The addresses of pictures in the body of a product route, of its batch or of a variant. */
function addressesIn(body: unknown): string[] {
  if (!isObject(body)) {
    return []
  }
  const { thumbnail, images, create, update, variants }: Pictured = body
  const urls = listOf(images).map((image) => (isObject(image) ? image.url : undefined))
  return [
    ...[thumbnail, ...urls].filter((url) => typeof url === "string" && url !== "").map(String),
    ...[create, update, variants].flatMap((nested) => listOf(nested).flatMap(addressesIn)),
  ]
}

/** In a store with other sales channels only the bot checks the pictures, when it loads them. */
async function checkPictures(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  if (req.method === "POST" && servesAllChannels(req.scope)) {
    await checkPictureAddresses(req.scope, addressesIn(req.body))
  }
  next()
}

/** Checks pictures that staff enter over core's product routes. */
export const adminProductPicturesMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/products", middlewares: [checkPictures] },
]
