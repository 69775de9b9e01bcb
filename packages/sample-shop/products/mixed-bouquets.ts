import { bouquet } from "./kinds"

export const mixedBouquets = [
  bouquet(
    "mixed",
    "silk-road",
    88,
    ["color:mixed", "occasion:birthday", "occasion:thanks"],
    {
      title: ["Шёлковый путь", "Ipak yoʻli"],
      description: [
        "Розы, эустома и альстромерия, пёстрые, как хан-атлас на базаре. Каждый раз чуть-чуть другой.",
        "Bozordagi xonatlasdek rang-barang atirgul, eustoma va alstromeriya. Har safar biroz oʻzgacha.",
      ],
    },
    {
      S: {
        price: 310_000,
        contents: { "ROSE-PINK-50": 5, "EUSTOMA-LILAC-60": 3, "ALSTRO-ORANGE-60": 3, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 520_000,
        contents: { "ROSE-PINK-50": 9, "EUSTOMA-LILAC-60": 5, "ALSTRO-ORANGE-60": 5, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 850_000,
        contents: { "ROSE-PINK-50": 15, "EUSTOMA-LILAC-60": 9, "ALSTRO-ORANGE-60": 7, "WRAP-KRAFT": 2 },
      },
    },
  ),
  bouquet(
    "mixed",
    "samanid-garden",
    77,
    ["color:pink", "occasion:mother", "occasion:birthday"],
    {
      title: ["Сад Саманидов", "Somoniylar bogʻi"],
      description: [
        "Как прогулка по старому парку: розы, кустовые розы, эустома и много зелени.",
        "Eski bogʻda sayr qilgandek: atirgullar, butasimon atirgullar, eustoma va moʻl koʻkat.",
      ],
    },
    {
      S: {
        price: 340_000,
        contents: {
          "ROSE-PINK-50": 5,
          "ROSE-SPRAY-PEACH": 3,
          "EUSTOMA-LILAC-60": 2,
          EUCALYPTUS: 2,
          "WRAP-FILM": 1,
        },
      },
      M: {
        price: 560_000,
        contents: {
          "ROSE-PINK-50": 9,
          "ROSE-SPRAY-PEACH": 5,
          "EUSTOMA-LILAC-60": 3,
          EUCALYPTUS: 3,
          "WRAP-FILM": 1,
        },
      },
      L: {
        price: 930_000,
        contents: {
          "ROSE-PINK-50": 15,
          "ROSE-SPRAY-PEACH": 9,
          "EUSTOMA-LILAC-60": 5,
          EUCALYPTUS: 5,
          "WRAP-FILM": 2,
        },
      },
    },
  ),
  bouquet(
    "mixed",
    "sunny-courtyard",
    73,
    ["color:yellow", "occasion:birthday", "occasion:teacher"],
    {
      title: ["Солнечный дворик", "Quyoshli hovli"],
      description: [
        "Подсолнухи, герберы и жёлтые хризантемы. Кусочек лета, который не даёт грустить.",
        "Kungaboqar, gerbera va sariq xrizantemalar. Gʻamgin boʻlishga qoʻymaydigan yoz parchasi.",
      ],
    },
    {
      S: {
        price: 220_000,
        contents: { "SUNFLOWER-70": 3, "GERBERA-ORANGE-50": 4, "CHRYS-SPRAY-YELLOW": 3, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 350_000,
        contents: { "SUNFLOWER-70": 5, "GERBERA-ORANGE-50": 6, "CHRYS-SPRAY-YELLOW": 5, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 560_000,
        contents: { "SUNFLOWER-70": 9, "GERBERA-ORANGE-50": 9, "CHRYS-SPRAY-YELLOW": 7, "WRAP-KRAFT": 2 },
      },
    },
  ),
  bouquet(
    "mixed",
    "tenderness",
    79,
    ["color:white", "occasion:wedding", "occasion:newborn"],
    {
      title: ["Нежность", "Noziklik"],
      description: [
        "Белые розы, эустома и гипсофила: светлый букет для невесты или молодой мамы.",
        "Oq atirgul, eustoma va gipsofila: kelin yoki yosh ona uchun nurli guldasta.",
      ],
    },
    {
      S: {
        price: 320_000,
        contents: { "ROSE-WHITE-60": 5, "EUSTOMA-LILAC-60": 3, "GYPSOPHILA-WHITE": 2, "WRAP-FILM": 1 },
      },
      M: {
        price: 550_000,
        contents: { "ROSE-WHITE-60": 9, "EUSTOMA-LILAC-60": 5, "GYPSOPHILA-WHITE": 3, "WRAP-FILM": 1 },
      },
      L: {
        price: 920_000,
        contents: { "ROSE-WHITE-60": 15, "EUSTOMA-LILAC-60": 9, "GYPSOPHILA-WHITE": 5, "WRAP-FILM": 2 },
      },
    },
  ),
  bouquet(
    "mixed",
    "oasis",
    59,
    ["color:blue", "occasion:birthday", "occasion:newborn"],
    {
      title: ["Оазис", "Voha"],
      description: [
        "Голубая гортензия, белые розы и эвкалипт. Прохлада пруда Ляби-Хауз в июльский полдень.",
        "Havorang gortenziya, oq atirgul va evkalipt. Iyul tushidagi Labi Hovuz salqini.",
      ],
    },
    {
      S: {
        price: 330_000,
        contents: { "HYDRANGEA-BLUE-50": 2, "ROSE-WHITE-60": 5, EUCALYPTUS: 2, "WRAP-FELT": 1 },
      },
      M: {
        price: 540_000,
        contents: { "HYDRANGEA-BLUE-50": 3, "ROSE-WHITE-60": 9, EUCALYPTUS: 3, "WRAP-FELT": 1 },
      },
      L: {
        price: 890_000,
        contents: { "HYDRANGEA-BLUE-50": 5, "ROSE-WHITE-60": 15, EUCALYPTUS: 5, "WRAP-FELT": 2 },
      },
    },
  ),
  bouquet(
    "mixed",
    "field-song",
    54,
    ["color:mixed", "occasion:teacher", "occasion:thanks"],
    {
      title: ["Песня луга", "Oʻtloq qoʻshigʻi"],
      description: [
        "Альстромерии, кустовые хризантемы и гвоздики, будто собранные утром у канала Шахруд.",
        "Tongda Shohrud boʻyida terilgandek alstromeriya, butasimon xrizantema va chinnigullar.",
      ],
    },
    {
      S: {
        price: 190_000,
        contents: { "ALSTRO-ORANGE-60": 3, "CHRYS-SPRAY-YELLOW": 3, "CARNATION-RED-60": 4, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 310_000,
        contents: { "ALSTRO-ORANGE-60": 5, "CHRYS-SPRAY-YELLOW": 5, "CARNATION-RED-60": 7, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 490_000,
        contents: { "ALSTRO-ORANGE-60": 9, "CHRYS-SPRAY-YELLOW": 7, "CARNATION-RED-60": 9, "WRAP-KRAFT": 2 },
      },
    },
  ),
  bouquet(
    "seasonal",
    "navruz",
    75,
    ["color:mixed", "occasion:mother", "occasion:teacher"],
    {
      title: ["Навруз", "Navroʻz"],
      description: [
        "Жёлтые и розовые тюльпаны с синими ирисами: весь весенний базар в одном букете.",
        "Sariq va pushti lolalar koʻk gulsafsarlar bilan: butun bahor bozori bitta guldastada.",
      ],
    },
    {
      S: {
        price: 180_000,
        contents: { "TULIP-YELLOW-40": 5, "TULIP-PINK-40": 5, "IRIS-BLUE-50": 1, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 330_000,
        contents: { "TULIP-YELLOW-40": 9, "TULIP-PINK-40": 9, "IRIS-BLUE-50": 3, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 570_000,
        contents: { "TULIP-YELLOW-40": 15, "TULIP-PINK-40": 15, "IRIS-BLUE-50": 7, "WRAP-KRAFT": 2 },
      },
    },
  ),
  bouquet(
    "seasonal",
    "tulip-morning",
    67,
    ["color:pink", "occasion:mother", "occasion:love"],
    {
      title: ["Тюльпановое утро", "Lola tongi"],
      description: [
        "Только розовые тюльпаны, срезанные на рассвете. Просто и очень по-весеннему.",
        "Faqat tong saharda uzilgan pushti lolalar. Sodda va juda bahoriy.",
      ],
    },
    {
      S: { price: 210_000, contents: { "TULIP-PINK-40": 15, "WRAP-FILM": 1 } },
      M: { price: 340_000, contents: { "TULIP-PINK-40": 25, "WRAP-FILM": 1 } },
      L: { price: 660_000, contents: { "TULIP-PINK-40": 51, "WRAP-FILM": 2 } },
    },
  ),
  bouquet(
    "seasonal",
    "golden-autumn",
    49,
    ["color:orange", "occasion:teacher", "occasion:birthday"],
    {
      title: ["Золотая осень", "Oltin kuz"],
      description: [
        "Кустовые розы, жёлтые хризантемы и оранжевые герберы цвета спелой хурмы.",
        "Pishgan xurmo rangidagi butasimon atirgul, sariq xrizantema va toʻqsariq gerberalar.",
      ],
    },
    {
      S: {
        price: 270_000,
        contents: { "ROSE-SPRAY-PEACH": 3, "CHRYS-SPRAY-YELLOW": 3, "GERBERA-ORANGE-50": 4, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 450_000,
        contents: { "ROSE-SPRAY-PEACH": 5, "CHRYS-SPRAY-YELLOW": 5, "GERBERA-ORANGE-50": 7, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 720_000,
        contents: {
          "ROSE-SPRAY-PEACH": 9,
          "CHRYS-SPRAY-YELLOW": 7,
          "GERBERA-ORANGE-50": 11,
          "WRAP-KRAFT": 2,
        },
      },
    },
  ),
  bouquet(
    "seasonal",
    "after-rain",
    47,
    ["color:blue", "occasion:teacher", "occasion:birthday"],
    {
      title: ["После дождя", "Yomgʻirdan soʻng"],
      description: [
        "Синие ирисы и белая гипсофила. Редкий бухарский дождь, который хочется сохранить.",
        "Koʻk gulsafsarlar va oq gipsofila. Saqlab qolging keladigan kamyob Buxoro yomgʻiri.",
      ],
    },
    {
      S: { price: 210_000, contents: { "IRIS-BLUE-50": 9, "GYPSOPHILA-WHITE": 1, "WRAP-FILM": 1 } },
      M: { price: 350_000, contents: { "IRIS-BLUE-50": 15, "GYPSOPHILA-WHITE": 2, "WRAP-FILM": 1 } },
      L: { price: 570_000, contents: { "IRIS-BLUE-50": 25, "GYPSOPHILA-WHITE": 3, "WRAP-FILM": 2 } },
    },
  ),
]
