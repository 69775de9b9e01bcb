import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, Hint, Input, Label, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { IfOurs } from "../components/if-ours"
import { Refusal } from "../components/list-page"
import { useFiscalCodes, useSetFiscalCodes } from "../hooks/use-fiscal-codes"
import type { FiscalCodes } from "../lib/payment-types"
import { useTexts } from "../lib/texts"

/** Format of each code. Empty is valid: the code is not known yet. */
const RIGHT = {
  ikpu: /^(\d{17})?$/,
  package_code: /^(\d{1,20})?$/,
  vat_percent: /^(\d|[1-9]\d|100)?$/,
}

type Name = keyof typeof RIGHT
const NAMES = Object.keys(RIGHT) as Name[]
type Written = Record<Name, string>

const written = ({ ikpu, package_code, vat_percent }: FiscalCodes): Written => ({
  ikpu: ikpu ?? "",
  package_code: package_code ?? "",
  vat_percent: vat_percent === null ? "" : String(vat_percent),
})

const read = ({ ikpu, package_code, vat_percent }: Written): FiscalCodes => ({
  ikpu: ikpu || null,
  package_code: package_code || null,
  vat_percent: vat_percent === "" ? null : Number(vat_percent),
})

function Codes({ productId, fiscal }: { productId: string; fiscal: FiscalCodes }) {
  const { t, errorText } = useTexts()
  const [codes, setCodes] = useState(written(fiscal))
  const save = useSetFiscalCodes(productId)
  const wrong = NAMES.filter((name) => !RIGHT[name].test(codes[name]))
  const isSame = NAMES.every((name) => codes[name] === written(fiscal)[name])
  const send = () =>
    save.mutate(read(codes), {
      onSuccess: () => toast.success(t("fiscal.saved")),
      onError: (error) => toast.error(errorText(error)),
    })
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      {NAMES.map((name) => (
        <div key={name} className="flex flex-col gap-y-1">
          <Label size="small" htmlFor={`guldasta-fiscal-${name}`}>
            {t(`fiscal.${name}`)}
          </Label>
          <Input
            id={`guldasta-fiscal-${name}`}
            size="small"
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={wrong.includes(name)}
            value={codes[name]}
            onChange={(event) => setCodes({ ...codes, [name]: event.target.value.trim() })}
          />
          {wrong.includes(name) && <Hint variant="error">{t(`fiscal.wrong.${name}`)}</Hint>}
        </div>
      ))}
      <Button
        size="small"
        variant="secondary"
        className="self-end"
        disabled={wrong.length > 0 || isSame}
        isLoading={save.isPending}
        onClick={send}
      >
        {t("fiscal.save")}
      </Button>
    </div>
  )
}

function Fiscal({ product }: { product: AdminProduct }) {
  const { t } = useTexts()
  const { data, error } = useFiscalCodes(product.id)
  return (
    <Container className="divide-y p-0" data-testid="guldasta-fiscal">
      <div className="px-6 py-4">
        <Heading level="h2">{t("fiscal.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("fiscal.hint")}
        </Text>
      </div>
      {error && <Refusal error={error} />}
      {data && <Codes key={JSON.stringify(data.fiscal)} productId={product.id} fiscal={data.fiscal} />}
    </Container>
  )
}

/** Codes of a product for the fiscal receipts of Payme and Click. */
const ProductFiscal = ({ data: product }: DetailWidgetProps<AdminProduct>) => (
  <IfOurs subject={{ fiscal_product_id: product.id }} needs="GET /admin/products/:id/fiscal">
    <Fiscal product={product} />
  </IfOurs>
)

export const config = defineWidgetConfig({
  id: "guldasta-product-fiscal",
  zone: "product.details.side",
})

export default ProductFiscal
