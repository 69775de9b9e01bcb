import { arrangement, piece } from "./kinds"

const dried = (...rest: Tail) => piece("dried", "dried", ...rest)
const potted = (...rest: Tail) => piece("potted", "potted", ...rest)
type Tail = Parameters<typeof piece> extends [unknown, unknown, ...infer Rest] ? Rest : never

export const driedAndPotted = [
  dried("dried-lavender", "DRIED-LAVENDER", 45_000, 120, 45, ["color:purple", "occasion:thanks"], {
    title: ["Лаванда, сухой пучок", "Lavanda, quritilgan bogʻlam"],
    description: [
      "Пучок лаванды, который пахнет ещё полгода. Хорош в шкафу, на окне и у подушки.",
      "Yarim yilgacha hid taratadigan lavanda bogʻlami. Javonda, derazada va yostiq yonida yoqimli.",
    ],
  }),
  dried("dried-cotton", "DRIED-COTTON", 25_000, 160, 38, ["color:white", "occasion:thanks"], {
    title: ["Хлопок, ветка", "Paxta shoxi"],
    description: [
      "Белое золото наших полей: мягкие коробочки на сухой ветке. Стоит годами.",
      "Dalalarimizning oq oltini: quruq shoxdagi yumshoq chanoqlar. Yillab turadi.",
    ],
  }),
  dried("dried-pampas", "DRIED-PAMPAS", 60_000, 80, 44, ["color:white"], {
    title: ["Пампасная трава, 90 см", "Pampa oʻti, 90 sm"],
    description: [
      "Пышные кремовые метёлки для напольной вазы. Не пылят и не требуют ухода.",
      "Katta guldon uchun quyuq krem rang boshoqlar. Toʻkilmaydi va parvarish talab qilmaydi.",
    ],
  }),
  arrangement(
    "dried",
    ["dried"],
    "desert-wind",
    52,
    ["color:white", "occasion:anniversary", "occasion:thanks"],
    {
      title: ["Ветер Кызылкумов", "Qizilqum shamoli"],
      description: [
        "Букет из пампасной травы, хлопка и лаванды. Цвет песка на закате, который не вянет.",
        "Pampa oʻti, paxta va lavandadan guldasta. Soʻlmaydigan shafaqdagi qum rangi.",
      ],
    },
    {
      price: 340_000,
      contents: { "DRIED-PAMPAS": 3, "DRIED-COTTON": 3, "DRIED-LAVENDER": 1, "WRAP-KRAFT": 1 },
    },
  ),
  potted(
    "orchid-white",
    "POT-ORCHID-WHITE",
    280_000,
    24,
    64,
    ["color:white", "occasion:anniversary", "occasion:mother"],
    {
      title: ["Орхидея белая в горшке", "Tuvakdagi oq orxideya"],
      description: [
        "Фаленопсис в два цветоноса, цветёт три месяца. Поливать раз в неделю, остальное она сама.",
        "Ikki gulpoyali falenopsis, uch oy gullaydi. Haftada bir marta suv quying, qolganini oʻzi qiladi.",
      ],
    },
  ),
  potted("violet-purple", "POT-VIOLET", 70_000, 0, 33, ["color:purple", "occasion:mother"], {
    title: ["Фиалка в горшке", "Tuvakdagi binafsha"],
    description: [
      "Бархатная фиалка для кухонного подоконника. Такие растила ещё ваша бабушка.",
      "Oshxona derazasi uchun baxmal binafsha. Bunday gullarni buvingiz ham oʻstirgan.",
    ],
  }),
  potted("succulent-trio", "POT-SUCCULENTS", 120_000, 30, 46, ["color:green", "occasion:thanks"], {
    title: ["Три суккулента", "Uchta sukkulent"],
    description: [
      "Три маленьких характера в керамическом блюде. Простят, если забудете полить.",
      "Sopol idishdagi uchta kichik feʼl-atvor. Suv quyishni unutsangiz ham kechiradi.",
    ],
  }),
  potted(
    "kalanchoe-red",
    "POT-KALANCHOE",
    85_000,
    26,
    36,
    ["color:red", "occasion:birthday", "occasion:teacher"],
    {
      title: ["Каланхоэ красное в горшке", "Tuvakdagi qizil kalanxoe"],
      description: [
        "Шапка ярких цветков на всю зиму. Неприхотливо и любит солнце, которого у нас много.",
        "Qish boʻyi yorqin gullar. Injiq emas va bizda moʻl boʻlgan quyoshni yaxshi koʻradi.",
      ],
    },
  ),
]
