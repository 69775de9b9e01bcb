import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { shopError } from "../../lib/errors"
import { encodePicture } from "../../lib/picture"
import type { TransitionActor } from "../../modules/workshop/types"
import { recordAuditStep } from "../audit/record-audit-step"

/** The first picture of a product: its thumbnail, and the first one of its images. Null if it has none. */
export type FirstPicture = { thumbnail: string | null; first: string | null }

type Image = { id: string; url: string }
type Product = FirstPicture & { id: string; images: Image[] }

type Change = { product: Product; to: FirstPicture; actor: TransitionActor }

/** The images with another first one. It keeps its id, and so the sizes that it belongs to. */
function imagesWith(first: string | null, images: Image[]): { id?: string; url: string }[] {
  const [before, ...others] = images
  return first === null ? others : [{ ...(before ? { id: before.id } : {}), url: first }, ...others]
}

const setFirstPictureWorkflow = createWorkflow("set-first-picture", (input: WorkflowData<Change>) => {
  updateProductsWorkflow.runAsStep({
    input: transform({ input }, ({ input: { product, to } }) => ({
      products: [{ id: product.id, thumbnail: to.thumbnail, images: imagesWith(to.first, product.images) }],
    })),
  })
  recordAuditStep(
    transform({ input }, ({ input: { product, to, actor } }) => ({
      actor: { signature: actor },
      action: "replace-picture",
      subject_type: "product",
      subject_id: product.id,
      before: { thumbnail: product.thumbnail },
      after: { thumbnail: to.thumbnail },
    })),
  )
  return new WorkflowResponse(undefined)
})

/** @throws not_found */
async function readProduct(container: MedusaContainer, id: string): Promise<Product> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "thumbnail", "images.id", "images.url", "images.rank"],
    filters: { id },
  })
  const [found] = data as unknown as {
    id: string
    thumbnail: string | null
    images: (Image & { rank: number })[]
  }[]
  if (!found) {
    throw shopError("not_found", "There is no such product.", MedusaError.Types.NOT_FOUND)
  }
  const images = found.images.toSorted((one, other) => one.rank - other.rank)
  return {
    id,
    thumbnail: found.thumbnail,
    first: images.at(0)?.url ?? null,
    images: images.map(({ id: imageId, url }) => ({ id: imageId, url })),
  }
}

/** The name of an uploaded photo. {@link isOwnPhoto} recognizes it in the address. */
const nameOf = (productId: string) => `photo-of-${productId}`

/** Whether the picture at an address is a photo that staff uploaded with {@link replacePicture}. */
export const isOwnPhoto = (productId: string, url: string | null): boolean =>
  url !== null && url.includes(nameOf(productId))

/**
 * Replaces the thumbnail and the first image of a product by a photo. The former file stays, so that {@link putPictureBack} can
 * restore it.
 *
 * @param content the bytes of the photo; its type is recognized by them
 * @returns the address of the photo, and the picture before
 * @throws not_a_picture, picture_too_large, not_found
 */
export async function replacePicture(
  container: MedusaContainer,
  input: { product_id: string; content: Buffer; actor: TransitionActor },
): Promise<{ url: string; before: FirstPicture }> {
  const { product_id, actor } = input
  const { content, extension, mimeType } = await encodePicture(input.content)
  const product = await readProduct(container, product_id)
  const files = container.resolve(Modules.FILE)
  const { id: fileId, url } = await files.createFiles({
    filename: `${nameOf(product_id)}.${extension}`,
    mimeType,
    content: content.toString("base64"),
    access: "public",
  })
  try {
    await setFirstPictureWorkflow(container).run({
      input: { product, to: { thumbnail: url, first: url }, actor },
    })
  } catch (error) {
    await files.deleteFiles([fileId])
    throw error
  }
  return { url, before: { thumbnail: product.thumbnail, first: product.first } }
}

/**
 * Restores the picture before {@link replacePicture}.
 *
 * @param input `url`: the address that `replacePicture` returned
 * @returns false, without a change, if the product has another picture by now
 * @throws not_found
 */
export async function putPictureBack(
  container: MedusaContainer,
  {
    product_id,
    url,
    before,
    actor,
  }: { product_id: string; url: string; before: FirstPicture; actor: TransitionActor },
): Promise<boolean> {
  const product = await readProduct(container, product_id)
  if (product.thumbnail !== url) {
    return false
  }
  const first = product.first === url ? before.first : product.first
  await setFirstPictureWorkflow(container).run({
    input: { product, to: { thumbnail: before.thumbnail, first }, actor },
  })
  return true
}
