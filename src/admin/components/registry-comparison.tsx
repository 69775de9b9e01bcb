import { Button, Container, Heading, Select, Text, toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useCompareRegistry, useSaveComparison, type Registry } from "../hooks/use-payments"
import { GATEWAYS } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { ComparedFacts } from "./compared-facts"
import { DifferenceTable } from "./difference-table"
import { Filter } from "./filter"

/**
 * Compares a gateway's registry, exported from its cabinet, with the shop's records. The server does not
 * store the file.
 */
export function RegistryComparison({ from, to }: { from: string; to: string }) {
  const { t, errorText } = useTexts()
  const [provider, setProvider] = useState(Object.keys(GATEWAYS)[0])
  const [file, setFile] = useState<File>()
  const input = useRef<HTMLInputElement>(null)
  const compare = useCompareRegistry()
  const download = useSaveComparison()
  const onError = (error: unknown) => toast.error(errorText(error))
  const registry: Registry | undefined = file && { file, provider, from, to }
  return (
    <Container className="divide-y p-0" data-testid="guldasta-registry">
      <div className="px-6 py-4">
        <Heading level="h2">{t("payments.registry.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t(from || to ? "payments.registry.hint_days" : "payments.registry.hint")}
        </Text>
      </div>
      <div className="flex flex-wrap items-end gap-3 px-6 py-4">
        <Filter id="guldasta-registry-gateway" label={t("payments.gateway")} className="w-36">
          <Select size="small" value={provider} onValueChange={setProvider}>
            <Select.Trigger id="guldasta-registry-gateway">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {Object.entries(GATEWAYS).map(([id, name]) => (
                <Select.Item key={id} value={id}>
                  {name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </Filter>
        <input
          ref={input}
          id="guldasta-registry-file"
          type="file"
          className="hidden"
          accept=".csv,text/csv"
          aria-label={t("payments.registry.file")}
          onChange={(event) => {
            setFile(event.target.files?.[0])
            compare.reset()
          }}
        />
        <Button size="small" variant="secondary" onClick={() => input.current?.click()}>
          <span className="max-w-56 truncate">{file?.name ?? t("payments.registry.file")}</span>
        </Button>
        <Button
          size="small"
          disabled={!registry}
          isLoading={compare.isPending}
          onClick={() => registry && compare.mutate(registry, { onError })}
        >
          {t("payments.registry.compare")}
        </Button>
        {registry && compare.data && (
          <Button
            size="small"
            variant="secondary"
            isLoading={download.isPending}
            onClick={() => download.mutate(registry, { onError })}
          >
            {t("payments.download")}
          </Button>
        )}
      </div>
      {compare.data && <ComparedFacts compared={compare.data} />}
      {compare.data && compare.data.differences.length > 0 && (
        <DifferenceTable differences={compare.data.differences} count={compare.data.count} />
      )}
    </Container>
  )
}
