import { Button, Container, Text } from "@medusajs/ui"
import type { ComponentProps, ReactNode } from "react"
import { useAccess, useMay } from "../hooks/use-access"
import { useTexts } from "../lib/texts"

/** Shows its children only to users who may send the request. */
export function IfMay({ route, children }: { route: string; children: ReactNode }) {
  return useMay(route) ? children : null
}

/** A page of the shop, or the reason why the user's role does not see it. */
export function PageFor({ route, children }: { route: string; children: ReactNode }) {
  const { t } = useTexts()
  const { data, error } = useAccess()
  if (data?.may[route]) {
    return children
  }
  return data || error ? (
    <Container className="px-6 py-8">
      <Text size="small" className="text-ui-fg-subtle">
        {data?.role ? t("access.page", { role: t(`role.${data.role}`) }) : t("access.no_role")}
      </Text>
    </Container>
  ) : null
}

type MayButtonProps = ComponentProps<typeof Button> & {
  /** The request that the button sends. */
  route: string
}

/** A button that is disabled, with the reason as its tooltip, when the user may not send its request. */
export function MayButton({ route, disabled, ...rest }: MayButtonProps) {
  const { t } = useTexts()
  const { data } = useAccess()
  const isRefused = data !== undefined && !data.may[route]
  return (
    <span title={isRefused ? t("errors.not_allowed") : undefined} className="inline-flex">
      <Button {...rest} disabled={disabled === true || !data?.may[route]} />
    </span>
  )
}
