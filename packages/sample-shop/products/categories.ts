import type { CatalogFileInput } from "../../../src/workflows/catalog/catalog-file"

export const categories: CatalogFileInput["categories"] = [
  {
    handle: "bouquets",
    rank: 0,
    name: { ru: "Букеты", uz: "Guldastalar" },
    description: {
      ru: "Собираем в день заказа из цветов, которые утром привезли в магазин.",
      uz: "Ertalab doʻkonga keltirilgan gullardan buyurtma kuni yigʻamiz.",
    },
  },
  { handle: "roses", parent: "bouquets", rank: 0, name: { ru: "Букеты из роз", uz: "Atirgul guldastalari" } },
  { handle: "mixed", parent: "bouquets", rank: 1, name: { ru: "Сборные букеты", uz: "Aralash guldastalar" } },
  { handle: "mono", parent: "bouquets", rank: 2, name: { ru: "Монобукеты", uz: "Bir turdagi gullar" } },
  { handle: "seasonal", parent: "bouquets", rank: 3, name: { ru: "По сезону", uz: "Mavsumiy guldastalar" } },
  {
    handle: "compositions",
    rank: 1,
    name: { ru: "Композиции", uz: "Kompozitsiyalar" },
    description: {
      ru: "В коробках и корзинах: поставил на стол, и ваза не нужна.",
      uz: "Quti va savatlarda: stolga qoʻysangiz bas, guldon kerak emas.",
    },
  },
  { handle: "boxes", parent: "compositions", rank: 0, name: { ru: "В коробке", uz: "Qutida" } },
  { handle: "baskets", parent: "compositions", rank: 1, name: { ru: "В корзине", uz: "Savatda" } },
  { handle: "stems", rank: 2, name: { ru: "Цветы поштучно", uz: "Donalab gullar" } },
  { handle: "dried", rank: 3, name: { ru: "Сухоцветы", uz: "Quritilgan gullar" } },
  { handle: "potted", rank: 4, name: { ru: "Растения в горшках", uz: "Tuvakdagi oʻsimliklar" } },
  { handle: "addons", rank: 5, name: { ru: "К букету", uz: "Guldastaga qoʻshimcha" } },
]
