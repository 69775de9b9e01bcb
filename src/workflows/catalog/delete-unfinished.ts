import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { InFlight } from "./import-batch"

/**
 * Deletes what an interrupted batch wrote for products that it did not create any more: prices, links and texts. The
 * product of an id is created last, so an existing product is whole.
 */
export async function deleteUnfinished(container: MedusaContainer, given: InFlight): Promise<void> {
  const service = container.resolve(Modules.PRODUCT)
  // A batch creates all its products in one transaction.
  const [created] = await service.listProducts({ id: given.product_id }, { take: 1, select: ["id"] })
  if (created) {
    return
  }
  const { product_id, variant_id } = given
  const reference_id = [...product_id, ...variant_id]
  const translations = container.resolve(Modules.TRANSLATION)
  const texts = await translations.listTranslations({ reference_id }, { take: null, select: ["id"] })
  if (texts.length) {
    await translations.deleteTranslations(texts.map(({ id }) => id))
  }
  await container.resolve(ContainerRegistrationKeys.LINK).delete({
    [Modules.PRODUCT]: { product_id, variant_id },
  })
}
