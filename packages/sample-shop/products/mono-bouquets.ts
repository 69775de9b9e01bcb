import { bouquet } from "./kinds"

export const monoBouquets = [
  bouquet(
    "mono",
    "hydrangea-sky",
    69,
    ["color:blue", "occasion:newborn", "occasion:birthday"],
    {
      title: ["Голубые купола", "Moviy gumbazlar"],
      description: [
        "Гортензии цвета бухарских куполов. Три цветка уже букет, девять уже праздник.",
        "Buxoro gumbazlari rangidagi gortenziyalar. Uchtasi guldasta, toʻqqiztasi esa bayram.",
      ],
    },
    {
      S: { price: 260_000, contents: { "HYDRANGEA-BLUE-50": 3, "WRAP-FELT": 1 } },
      M: { price: 420_000, contents: { "HYDRANGEA-BLUE-50": 5, "WRAP-FELT": 1 } },
      L: { price: 740_000, contents: { "HYDRANGEA-BLUE-50": 9, "WRAP-FELT": 2 } },
    },
  ),
  bouquet(
    "mono",
    "peony-dream",
    86,
    ["color:pink", "occasion:wedding", "occasion:love", "vip"],
    {
      title: ["Пионовый сон", "Sallagul tushi"],
      description: [
        "Одни пионы, пышные и ароматные. Ждём их весь год и расстаёмся с трудом.",
        "Faqat sallagullar, toʻliq va xushboʻy. Yil boʻyi kutamiz va qiyinchilik bilan ajralamiz.",
      ],
    },
    {
      S: { price: 380_000, contents: { "PEONY-PINK-50": 7, "WRAP-FILM": 1 } },
      M: { price: 590_000, contents: { "PEONY-PINK-50": 11, "WRAP-FILM": 1 } },
      L: { price: 1_100_000, contents: { "PEONY-PINK-50": 21, "WRAP-FILM": 2 } },
    },
  ),
  bouquet(
    "mono",
    "snow-chrysanthemum",
    51,
    ["color:white", "occasion:thanks", "occasion:teacher"],
    {
      title: ["Снежные шапки", "Qorli choʻqqilar"],
      description: [
        "Крупные белые хризантемы, свежие как первый снег. Стоят дольше всех других букетов.",
        "Birinchi qordek toza yirik oq xrizantemalar. Boshqa guldastalardan uzoqroq turadi.",
      ],
    },
    {
      S: { price: 190_000, contents: { "CHRYS-WHITE-70": 7, "WRAP-FILM": 1 } },
      M: { price: 290_000, contents: { "CHRYS-WHITE-70": 11, "WRAP-FILM": 1 } },
      L: { price: 530_000, contents: { "CHRYS-WHITE-70": 21, "WRAP-FILM": 2 } },
    },
  ),
  bouquet(
    "mono",
    "gerbera-smile",
    61,
    ["color:orange", "occasion:birthday", "occasion:thanks"],
    {
      title: ["Улыбка", "Tabassum"],
      description: [
        "Оранжевые герберы в крафте. Самый простой способ сказать человеку, что он замечательный.",
        "Kraftdagi toʻqsariq gerberalar. Insonga ajoyib ekanini aytishning eng oson yoʻli.",
      ],
    },
    {
      S: { price: 185_000, contents: { "GERBERA-ORANGE-50": 9, EUCALYPTUS: 1, "WRAP-KRAFT": 1 } },
      M: { price: 290_000, contents: { "GERBERA-ORANGE-50": 15, EUCALYPTUS: 2, "WRAP-KRAFT": 1 } },
      L: { price: 470_000, contents: { "GERBERA-ORANGE-50": 25, EUCALYPTUS: 3, "WRAP-KRAFT": 2 } },
    },
  ),
  bouquet(
    "mono",
    "kalon-lilies",
    56,
    ["color:white", "occasion:wedding", "occasion:anniversary"],
    {
      title: ["Лилии Каляна", "Kalon liliyalari"],
      description: [
        "Белые лилии, высокие и торжественные, как минарет в утреннем свете. Аромат на весь дом.",
        "Tong yorugʻidagi minoradek baland va tantanali oq liliyalar. Hidi butun uyga yetadi.",
      ],
    },
    {
      S: { price: 280_000, contents: { "LILY-WHITE-80": 5, "WRAP-FELT": 1 } },
      M: { price: 480_000, contents: { "LILY-WHITE-80": 9, "WRAP-FELT": 1 } },
      L: { price: 800_000, contents: { "LILY-WHITE-80": 15, "WRAP-FELT": 2 } },
    },
  ),
  bouquet(
    "mono",
    "eustoma-whisper",
    58,
    ["color:purple", "occasion:birthday", "occasion:love"],
    {
      title: ["Сиреневый шёпот", "Binafsha shivir"],
      description: [
        "Эустомы, тонкие как шёлк. Для тех, кто любит нежное и не любит громкое.",
        "Ipakdek nozik eustomalar. Nozikni sevib, shovqinni yoqtirmaydiganlar uchun.",
      ],
    },
    {
      S: { price: 260_000, contents: { "EUSTOMA-LILAC-60": 7, "WRAP-FILM": 1 } },
      M: { price: 410_000, contents: { "EUSTOMA-LILAC-60": 11, "WRAP-FILM": 1 } },
      L: { price: 750_000, contents: { "EUSTOMA-LILAC-60": 21, "WRAP-FILM": 2 } },
    },
  ),
  bouquet(
    "mono",
    "bright-memory",
    30,
    ["color:red", "occasion:sympathy"],
    {
      title: ["Светлая память", "Xotira"],
      description: [
        "Красные гвоздики, перевязанные лентой. Сдержанно и с уважением; чётное число по просьбе.",
        "Lenta bilan bogʻlangan qizil chinnigullar. Vazmin va ehtirom bilan; soʻrovingizga koʻra juft sonda.",
      ],
    },
    {
      S: { price: 180_000, contents: { "CARNATION-RED-60": 14, "WRAP-FELT": 1 } },
      M: { price: 260_000, contents: { "CARNATION-RED-60": 22, "WRAP-FELT": 1 } },
      L: { price: 430_000, contents: { "CARNATION-RED-60": 36, "WRAP-FELT": 2 } },
    },
  ),
]
