import { addon } from "./kinds"

export const addons = [
  addon("vase", "vase-glass", "VASE-GLASS", 90_000, 40, 60, {
    title: ["Ваза стеклянная", "Shisha guldon"],
    description: [
      "Прозрачная ваза высотой 25 см: подойдёт любому букету и любому дому.",
      "Balandligi 25 sm shaffof guldon: har qanday guldasta va xonadonga mos.",
    ],
  }),
  addon("vase", "vase-rishtan", "VASE-RISHTAN", 180_000, 15, 55, {
    title: ["Ваза из риштанской керамики", "Rishton kulolchiligi guldoni"],
    description: [
      "Расписана вручную синим и бирюзовым. Двух одинаковых не бывает.",
      "Koʻk va feruza ranglarda qoʻlda bezatilgan. Bir xili uchramaydi.",
    ],
  }),
  addon("card", "card-classic", "CARD-CLASSIC", 10_000, 500, 92, {
    title: ["Открытка с вашими словами", "Soʻzlaringiz yozilgan otkritka"],
    description: [
      "Напишем от руки красивым почерком всё, что вы пришлёте.",
      "Yuborgan soʻzlaringizni chiroyli husnixat bilan qoʻlda yozamiz.",
    ],
  }),
  addon("chocolate", "chocolate-bar", "CHOC-BAR", 35_000, 120, 65, {
    title: ["Шоколад молочный, плитка", "Sutli shokolad, plitka"],
    description: [
      "Плитка с миндалём и изюмом. Маленькая сладость к большому букету.",
      "Bodom va mayizli plitka. Katta guldastaga kichik shirinlik.",
    ],
  }),
  addon("chocolate", "chocolate-box", "CHOC-BOX", 95_000, 60, 68, {
    title: ["Конфеты в коробке", "Qutidagi konfetlar"],
    description: [
      "Шестнадцать конфет ручной работы с орехом и курагой, в коробке с лентой.",
      "Lentali qutida yongʻoq va turshakli oʻn oltita qoʻlda tayyorlangan konfet.",
    ],
  }),
  addon("balloon", "balloon-heart", "BALLOON-HEART", 25_000, 150, 58, {
    title: ["Шар-сердце", "Yurak shaklidagi shar"],
    description: [
      "Красное сердце с гелием на атласной ленте. Летает не меньше трёх дней.",
      "Atlas lentadagi geliyli qizil yurak. Kamida uch kun uchadi.",
    ],
  }),
  addon("balloon", "balloon-set", "BALLOON-SET", 110_000, 60, 54, {
    title: ["Пять шаров", "Beshta shar"],
    description: [
      "Связка пастельных шаров с гелием: праздник начинается с порога.",
      "Geliyli pastel sharlar dastasi: bayram ostonadan boshlanadi.",
    ],
  }),
  addon("wrapping", "wrapping-kraft", "WRAP-KRAFT", 15_000, 600, 40, {
    title: ["Крафт-бумага", "Kraft qogʻoz"],
    description: ["Плотная бумага песочного цвета и джутовый шнурок.", "Qumrang zich qogʻoz va jut ip."],
  }),
  addon("wrapping", "wrapping-film", "WRAP-FILM", 18_000, 600, 39, {
    title: ["Матовая плёнка", "Mat plyonka"],
    description: [
      "Полупрозрачная матовая плёнка и атласная лента в тон.",
      "Yarim shaffof mat plyonka va rangiga mos atlas lenta.",
    ],
  }),
  addon("wrapping", "wrapping-felt", "WRAP-FELT", 22_000, 600, 38, {
    title: ["Фетр", "Fetr"],
    description: [
      "Мягкий фетр держит форму и не боится капель.",
      "Yumshoq fetr shaklini saqlaydi va tomchilardan qoʻrqmaydi.",
    ],
  }),
  addon("wrapping", "box-hat", "BOX-HAT", 70_000, 120, 37, {
    title: ["Шляпная коробка", "Dumaloq quti"],
    description: [
      "Круглая коробка с влажной губкой внутри: цветы пьют, а ваза не нужна.",
      "Ichida nam gubka bor: gullar suv ichadi, guldon esa kerak emas.",
    ],
  }),
  addon("wrapping", "basket", "BASKET", 120_000, 60, 35, {
    title: ["Плетёная корзина", "Toʻqima savat"],
    description: [
      "Корзина из ивовой лозы с ручкой: останется в доме и после цветов.",
      "Tol novdasidan dastali savat: gullardan keyin ham uyda qoladi.",
    ],
  }),
]
