import { Button, Container, Heading, Select, Text, toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import { isUnfinished } from "../hooks/use-imports"
import {
  useComparison,
  useCompareRegistry,
  useLastComparison,
  useSaveComparison,
} from "../hooks/use-payments"
import { GATEWAYS } from "../lib/payment-types"
import { useTexts } from "../lib/texts"
import { ComparedFacts } from "./compared-facts"
import { DifferenceTable } from "./difference-table"
import { Filter } from "./filter"
import { Pages } from "./pages"
import { RunProgress } from "./run-progress"

/**
 * Compares a gateway's registry, exported from its cabinet, with the shop's records. The server does the work and keeps
 * the result: the page shows the last comparison, also after a reload.
 */
export function RegistryComparison({ from, to }: { from: string; to: string }) {
  const { t, errorText } = useTexts()
  const [provider, setProvider] = useState(Object.keys(GATEWAYS)[0])
  const [file, setFile] = useState<File>()
  const [page, setPage] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const compare = useCompareRegistry()
  const id = useLastComparison().data?.id
  const { data } = useComparison(id, page)
  const download = useSaveComparison()
  const onError = (error: unknown) => toast.error(errorText(error))
  const error = data?.comparison.error
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
              {Object.entries(GATEWAYS).map(([gateway, name]) => (
                <Select.Item key={gateway} value={gateway}>
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
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <Button size="small" variant="secondary" onClick={() => input.current?.click()}>
          <span className="max-w-56 truncate">{file?.name ?? t("payments.registry.file")}</span>
        </Button>
        <Button
          size="small"
          disabled={!file}
          isLoading={compare.isPending || (data && isUnfinished(data.comparison))}
          onClick={() =>
            file && compare.mutate({ file, provider, from, to }, { onError, onSuccess: () => setPage(0) })
          }
        >
          {t("payments.registry.compare")}
        </Button>
        {id && data?.result && (
          <Button
            size="small"
            variant="secondary"
            isLoading={download.isPending}
            onClick={() => download.mutate(id, { onError })}
          >
            {t("payments.download")}
          </Button>
        )}
      </div>
      {data && isUnfinished(data.comparison) && (
        <div className="px-6 py-4" data-testid="guldasta-registry-progress">
          <RunProgress done={data.comparison.done} total={data.comparison.total} />
        </div>
      )}
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {t(`errors.${error.code}`, { defaultValue: error.message })}
        </Text>
      )}
      {data?.result && <ComparedFacts compared={data.result} of={data.comparison} />}
      {data?.result && data.differences.length > 0 && (
        <>
          <DifferenceTable differences={data.differences} />
          <Pages page={page} length={data} onPage={setPage} />
        </>
      )}
    </Container>
  )
}
