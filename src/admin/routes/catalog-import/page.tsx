import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CloudArrowUp } from "@medusajs/icons"
import { Button, Text, toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import { PageFor } from "../../components/access"
import { FileProblems, ImportTable } from "../../components/import-table"
import { ListPage } from "../../components/list-page"
import { useCheckImport, useImports, useStartImport } from "../../hooks/use-imports"
import { usePages } from "../../hooks/use-pages"
import { ApiError } from "../../lib/api"
import { useTexts } from "../../lib/texts"

/** Imports of the catalogue. The server stores their progress, so it stays after a reload of the page. */
function Imports() {
  const { t, errorText } = useTexts()
  const [file, setFile] = useState<File>()
  const input = useRef<HTMLInputElement>(null)
  const { page, setPage } = usePages()
  const listed = useImports(page)
  const check = useCheckImport()
  const start = useStartImport()
  const onError = (error: unknown) => toast.error(errorText(error))
  const problems = check.error instanceof ApiError ? check.error.problems : []
  return (
    <ListPage
      title={t("imports.title")}
      hint={t("imports.hint")}
      filters={
        <div className="flex flex-col gap-y-3 px-6 py-4">
          <div className="flex flex-wrap items-center gap-3">
            <input
              ref={input}
              id="guldasta-import-file"
              type="file"
              className="hidden"
              accept=".json,application/json"
              aria-label={t("imports.file")}
              onChange={(event) => {
                setFile(event.target.files?.[0])
                check.reset()
              }}
            />
            <Button size="small" variant="secondary" onClick={() => input.current?.click()}>
              <span className="max-w-56 truncate">{file?.name ?? t("imports.file")}</span>
            </Button>
            <Button
              size="small"
              variant="secondary"
              disabled={!file}
              isLoading={check.isPending}
              onClick={() => file && check.mutate(file, { onError })}
            >
              {t("imports.check")}
            </Button>
            <Button
              size="small"
              disabled={!file}
              isLoading={start.isPending}
              onClick={() => file && start.mutate(file, { onError, onSuccess: () => setPage(0) })}
            >
              {t("imports.start")}
            </Button>
          </div>
          {check.data && (
            <Text size="small" data-testid="guldasta-import-checked">
              {t("imports.valid", {
                created: check.data.created,
                updated: check.data.updated,
                unchanged: check.data.unchanged,
              })}
            </Text>
          )}
          <FileProblems problems={problems} />
        </div>
      }
      listed={listed}
      page={page}
      onPage={setPage}
    >
      {({ imports }) => <ImportTable imports={imports} />}
    </ListPage>
  )
}

const ImportsPage = () => (
  <PageFor route="GET /admin/catalog/imports">
    <Imports />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.imports",
  translationNs: "guldasta",
  icon: CloudArrowUp,
  rank: 5,
})

export default ImportsPage
