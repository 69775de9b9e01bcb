import en from "./json/en.json"
import ru from "./json/ru.json"

/** Texts of the shop's pages in Medusa's admin. Medusa itself has no Uzbek translation of its admin. */
export default {
  en: { guldasta: en },
  ru: { guldasta: ru },
}
