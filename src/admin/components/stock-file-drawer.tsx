import { Button, Drawer, Table, Text, toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useMay } from "../hooks/use-access"
import { useCheckStockFile, useImportStockFile } from "../hooks/use-counts"
import { formatWorth } from "../lib/format"
import { newKey } from "../lib/new-key"
import type { FileLine, StockFile } from "../lib/count-types"
import { titleOf } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { DataTable } from "./data-table"

const IMPORT = "POST /admin/stock-import"

/** Lines that are shown at once. */
const MOST_SHOWN = 200

/** What a line changes, or what is wrong with it. */
function Effect({ line }: { line: FileLine }) {
  const { t, language } = useTexts()
  if (line.problem) {
    return (
      <Text size="small" className="text-ui-fg-error">
        {t(`counts.problem.${line.problem.code}`, { defaultValue: line.problem.message })}
      </Text>
    )
  }
  const lot = [
    line.unit_cost === null ? "" : formatWorth(line.unit_cost, language),
    line.supplier_name,
    line.wilts_on && `${t("stock.fresh_until")} ${line.wilts_on}`,
  ]
  return (
    <>
      <Text size="small" className="whitespace-nowrap">
        {line.stock_now} → {line.stock_after}
      </Text>
      {lot.some(Boolean) && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {lot.filter(Boolean).join(" · ")}
        </Text>
      )}
    </>
  )
}

function Checked({ file }: { file: StockFile }) {
  const { t } = useTexts()
  const shown = file.lines.filter(({ quantity, problem }) => quantity !== 0 || problem)
  return (
    <div data-testid="guldasta-stock-file">
      <Text size="small" className="px-6">
        {t("counts.file_checked", {
          document: t(`stock.kind.${file.kind}`),
          count: file.changed,
          problems: file.problems,
        })}
      </Text>
      <DataTable
        empty={t("counts.file_unchanged")}
        heads={["№", t("stock.item"), t("counts.effect")]}
        rows={shown.slice(0, MOST_SHOWN).map((line) => (
          <Table.Row key={line.line}>
            <Table.Cell>{line.line}</Table.Cell>
            <Table.Cell className="min-w-32 py-2">
              {titleOf(line)}
              {line.location_name && (
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {line.location_name}
                </Text>
              )}
            </Table.Cell>
            <Table.Cell className="py-2">
              <Effect line={line} />
            </Table.Cell>
          </Table.Row>
        ))}
      />
      {shown.length > MOST_SHOWN && (
        <Text size="xsmall" className="text-ui-fg-subtle px-6 py-2">
          {t("imports.more", { count: shown.length - MOST_SHOWN })}
        </Text>
      )}
    </div>
  )
}

/** Checks a CSV or XLSX file of stock, shows what each line changes, and records it. */
export function StockFileDrawer() {
  const { t, errorText } = useTexts()
  const mayImport = useMay(IMPORT)
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<{ file: File; key: string }>()
  const check = useCheckStockFile()
  const record = useImportStockFile()
  const onError = (error: unknown) => toast.error(errorText(error))
  const choose = (file: File | undefined) => {
    setChosen(file && { file, key: newKey() })
    check.reset()
    if (file) {
      check.mutate(file, { onError })
    }
  }
  const save = () =>
    chosen &&
    record.mutate(chosen, {
      onSuccess: ({ stock_request: request }) => {
        if (request) {
          toast.warning(t("stock.waits"))
        } else {
          toast.success(t("stock.recorded"))
        }
        setOpen(false)
      },
      onError,
    })
  if (!mayImport) {
    return (
      <MayButton route={IMPORT} size="small" variant="secondary">
        {t("counts.import")}
      </MayButton>
    )
  }
  return (
    <Drawer
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open)
        choose(undefined)
      }}
    >
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary" className="shrink-0">
          {t("counts.import")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("counts.import")}</Drawer.Title>
          <Drawer.Description>{t("counts.import_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto px-0">
          <div className="px-6">
            <input
              ref={input}
              id="guldasta-stock-file"
              type="file"
              className="hidden"
              accept=".csv,.xlsx,text/csv"
              aria-label={t("imports.file")}
              onChange={(event) => {
                choose(event.target.files?.[0])
                // The same file, corrected, can be chosen again.
                event.target.value = ""
              }}
            />
            <Button
              size="small"
              variant="secondary"
              isLoading={check.isPending}
              onClick={() => input.current?.click()}
            >
              <span className="max-w-56 truncate">{chosen?.file.name ?? t("imports.file")}</span>
            </Button>
          </div>
          {check.data && <Checked file={check.data} />}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            isLoading={record.isPending}
            disabled={!check.data || check.data.problems > 0 || check.data.changed === 0}
            onClick={save}
          >
            {t("stock.record")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
