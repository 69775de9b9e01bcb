import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { checkImportedPictures } from "../../../workflows/catalog/check-imported-pictures"
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

/** Checks the pictures of core's import before it reads the file. */
async function checkImport(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const key: unknown = Object(req.body).file_key
  if (typeof key === "string" && servesAllChannels(req.scope)) {
    await checkImportedPictures(req.scope, key)
  }
  next()
}

/**
 * Medusa's older import reads the file of the request, which this shop cannot check before.
 *
 * @throws use_imports
 */
function refuseOldImport(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (servesAllChannels(req.scope)) {
    const sentence =
      "Upload the file with POST /admin/uploads, and import it with POST /admin/products/imports."
    throw shopError("use_imports", sentence, MedusaError.Types.INVALID_DATA)
  }
  next()
}

/** Checks pictures that staff enter over core's product routes. */
export const adminProductPicturesMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/products/imports", methods: ["POST"], middlewares: [checkImport] },
  { matcher: "/admin/products/import", methods: ["POST"], middlewares: [refuseOldImport] },
  { matcher: "/admin/products", middlewares: [checkPictures] },
]
