import { useTranslation } from "react-i18next"
import { ApiError } from "./api"

/** The shop's own texts (src/admin/i18n) in the language of the one who is logged in. */
export function useTexts() {
  const { t, i18n } = useTranslation("guldasta")
  return {
    t,
    language: i18n.language,
    /** A sentence for an error: ours for a code we know, else the server's. */
    errorText: (error: unknown): string =>
      error instanceof ApiError
        ? t(`errors.${error.code ?? "unknown"}`, { defaultValue: error.message })
        : t("errors.unknown"),
  }
}
