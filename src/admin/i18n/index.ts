import en from "./json/en.json"
import ru from "./json/ru.json"

/** The shop's texts in Medusa's admin. Medusa has no Uzbek admin; who wants one adds both there. */
export default {
  en: { guldasta: en },
  ru: { guldasta: ru },
}
