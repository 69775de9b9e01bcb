import { useTranslation } from "react-i18next"
import { ApiError } from "./api"

/** The shop's texts (src/admin/i18n) in the language of the logged-in user. */
export function useTexts() {
  const { t, i18n } = useTranslation("guldasta")
  return {
    t,
    language: i18n.language,
    /** Text for an error: the translation of a known code, else the server's sentence. */
    errorText: (error: unknown): string =>
      error instanceof ApiError
        ? t(`errors.${error.code ?? "unknown"}`, { defaultValue: error.message, item: error.item ?? "–" })
        : t("errors.unknown"),
  }
}
