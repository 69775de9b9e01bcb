import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Text } from "@medusajs/ui"
import { CostFacts } from "../components/cost-facts"
import { IfOurs } from "../components/if-ours"
import { Refusal } from "../components/list-page"
import { useProductCosts } from "../hooks/use-costs"
import { useTexts } from "../lib/texts"

function Margins({ product }: { product: AdminProduct }) {
  const { t } = useTexts()
  const { data, error } = useProductCosts(product.id)
  return (
    <Container className="divide-y p-0" data-testid="guldasta-product-cost">
      <div className="px-6 py-4">
        <Heading level="h2">{t("cost.title")}</Heading>
      </div>
      {error && <Refusal error={error} />}
      {data?.variants.map(({ id, title, ...cost }) => (
        <div key={id} className="px-6 py-4">
          {data.variants.length > 1 && (
            <Text size="small" leading="compact" weight="plus">
              {title}
            </Text>
          )}
          <CostFacts
            cost={cost}
            currency={data.currency_code}
            priceName={t("cost.price")}
            unknown={t("cost.unknown")}
          />
        </div>
      ))}
    </Container>
  )
}

/** What the variants of a product cost now, by the flowers in stock, and their margins. Only roles with access to money see it. */
const ProductCost = ({ data: product }: DetailWidgetProps<AdminProduct>) => (
  <IfOurs subject={{ product_id: product.id }} needs="GET /admin/products/:id/cost">
    <Margins product={product} />
  </IfOurs>
)

export const config = defineWidgetConfig({ id: "guldasta-product-cost", zone: "product.details.side" })

export default ProductCost
