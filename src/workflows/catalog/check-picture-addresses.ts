import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { errorSentence, shopError } from "../../lib/errors"
import { verifyPicture } from "../../lib/picture"
import { optionsOf } from "../settings"
import { fetchPublicFile } from "./fetch-public-file"
import { MAX_PICTURE_BYTES } from "./picture-source"

/** Pictures that are fetched at the same time. */
const AT_ONCE = 4

/** Maximum number of new pictures in one request: each one is fetched before the request is answered. */
const MOST = 200

/** File name in an address of the shop's own file store. */
const STORED = /\/static\/((?!private-)[^/?#]+)$/

/**
 * Checks the addresses of pictures that staff enter: each one must be on a public network and give a picture of at most
 * 5 MB. Addresses that a product has already, and files of the shop's own file store, are not checked again.
 *
 * @throws picture_refused with the reason
 */
export async function checkPictureAddresses(container: MedusaContainer, addresses: string[]): Promise<void> {
  const unknown = await newAddresses(container, [...new Set(addresses)])
  const uploaded = await Promise.all(unknown.map((address) => isUploaded(container, address)))
  const fresh = unknown.filter((_, index) => !uploaded[index])
  if (fresh.length > MOST) {
    throw refused(`A request may have at most ${MOST} new pictures, this one has ${fresh.length}.`)
  }
  for (let at = 0; at < fresh.length; at += AT_ONCE) {
    await Promise.all(fresh.slice(at, at + AT_ONCE).map((address) => checkAddress(container, address)))
  }
}

/** Whether the address is one of the shop's own pictures, which were checked when they were uploaded. */
async function isUploaded(container: MedusaContainer, address: string): Promise<boolean> {
  const name = STORED.exec(address)?.[1]
  if (!name) {
    return false
  }
  try {
    const { url } = await container.resolve(Modules.FILE).retrieveFile(decodeURIComponent(name))
    return url === address
  } catch {
    return false
  }
}

const refused = (sentence: string) => shopError("picture_refused", sentence, MedusaError.Types.INVALID_DATA)

async function newAddresses(container: MedusaContainer, addresses: string[]): Promise<string[]> {
  if (!addresses.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [images, products] = await Promise.all([
    query.graph({ entity: "product_image", fields: ["url"], filters: { url: addresses } }),
    query.graph({ entity: "product", fields: ["thumbnail"], filters: { thumbnail: addresses } }),
  ])
  const known = new Set([
    ...images.data.map(({ url }) => url),
    ...products.data.map(({ thumbnail }) => thumbnail),
  ])
  return addresses.filter((address) => !known.has(address))
}

async function checkAddress(container: MedusaContainer, address: string): Promise<void> {
  try {
    const privateNetwork = optionsOf(container).pictureHosts ?? []
    await verifyPicture(await fetchPublicFile(address, { maxBytes: MAX_PICTURE_BYTES, privateNetwork }))
  } catch (error) {
    const why = errorSentence(error, "cannot be read")
    throw refused(`The picture ${address}: ${why}`)
  }
}
