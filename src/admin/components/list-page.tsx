import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTexts } from "../lib/texts"
import { Pages, type Length } from "./pages"

type ListPageProps<Data> = {
  title: string
  hint?: string
  actions?: ReactNode
  filters: ReactNode
  listed: { data: Data | undefined; error: Error | null; isPending: boolean }
  page: number
  onPage: (page: number) => void
  children: (data: Data) => ReactNode
}

/** Layout of a list page: title, filters, rows and page buttons. */
export function ListPage<Data extends Length>(props: ListPageProps<Data>) {
  const { title, hint, actions, filters, listed, page, onPage, children } = props
  const { data, error, isPending } = listed
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading>{title}</Heading>
          {hint && (
            <Text size="small" className="text-ui-fg-subtle">
              {hint}
            </Text>
          )}
        </div>
        {actions}
      </div>
      {filters}
      {isPending && <Skeleton className="m-6 h-40" />}
      {error && <Refusal error={error} />}
      {data && children(data)}
      {data && <Pages page={page} length={data} onPage={onPage} />}
    </Container>
  )
}

/** Message that explains why the data did not load. */
export function Refusal({ error }: { error: Error }) {
  const { errorText } = useTexts()
  return (
    <Text size="small" className="text-ui-fg-error px-6 py-4">
      {errorText(error)}
    </Text>
  )
}
