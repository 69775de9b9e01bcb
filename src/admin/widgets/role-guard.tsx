import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Badge, toast } from "@medusajs/ui"
import { useEffect, useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useHref, useLocation, useNavigate } from "react-router-dom"
import { useAccess } from "../hooks/use-access"
import { isRefusedPage, pathIn, watchControls, type Refusals } from "../lib/refused-controls"
import { useTexts } from "../lib/texts"

/** The page below a form: the list for `/orders/export`, the record for `/orders/order_1/edits`. */
function pageOf(path: string): string {
  const depth = path.startsWith("/settings/") ? 3 : 2
  const parts = path.split("/").filter(Boolean)
  return `/${parts.slice(0, parts.length > depth ? depth : depth - 1).join("/")}`
}

/**
 * Disables on Medusa's own pages what the user's role may not do. Medusa's admin has no other means: its pages take widgets, but
 * their buttons cannot be replaced. The server checks the role in any case. Shows the role in the top bar.
 */
const RoleGuard = () => {
  const { t } = useTexts()
  const { t: coreText } = useTranslation()
  const { data } = useAccess()
  const base = useHref("/").replace(/\/$/, "")
  const { pathname } = useLocation()
  const navigate = useNavigate()

  const refusals = useMemo<Refusals | undefined>(
    () =>
      data && {
        pages: data.core_pages,
        buttons: data.core_buttons.map((button) => ({
          ...button,
          key: button.text,
          text: coreText(button.text),
        })),
        base,
        reason: t("errors.not_allowed"),
      },
    [data, base, t, coreText],
  )
  useEffect(() => refusals && watchControls(refusals), [refusals])
  useEffect(() => {
    const path = pathIn(base, pathname)
    if (refusals && isRefusedPage(refusals, path) && path !== pageOf(path)) {
      toast.error(refusals.reason)
      void navigate(pageOf(path), { replace: true })
    }
  }, [refusals, base, pathname, navigate])

  return data?.role && data.role !== "owner" ? (
    <Badge size="2xsmall" title={t("access.badge")} data-testid="guldasta-role">
      {t(`role.${data.role}`)}
    </Badge>
  ) : null
}

export const config = defineWidgetConfig({ id: "guldasta-role-guard", zone: "topbar" })

export default RoleGuard
