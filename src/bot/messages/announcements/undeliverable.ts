import type { MedusaContainer } from "@medusajs/framework/types"
import { undeliverableProducts } from "../../../workflows/delivery/undeliverable-products"
import { clip } from "../../ui/clip"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"

/**
 * Notifies the admin chat, once for each product, that a shopper wanted to order a product that no shipping option
 * serves.
 */
export async function notifyOfUndeliverable(container: MedusaContainer, cartId: string): Promise<void> {
  const products = await undeliverableProducts(container, cartId)
  const readers = products.length ? await deskReaders(container) : []
  await enqueue(
    container,
    readers.flatMap(({ chatId, t }) =>
      products.map(({ id, title }) => ({
        key: `undeliverable:${id}:${chatId}`,
        chatId,
        screen: { text: t("notices.admin_undeliverable", { title: clip(title, 200) }) },
      })),
    ),
  )
}
