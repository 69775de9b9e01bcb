import { arrangement, bouquet } from "./kinds"

export const roseBouquets = [
  bouquet(
    "roses",
    "scarlet-dawn",
    100,
    ["color:red", "occasion:love", "occasion:anniversary"],
    {
      title: ["Алая заря", "Qirmizi tong"],
      description: [
        "Красные розы в крафтовой бумаге, без лишних слов. Букет, который говорит «люблю» за вас.",
        "Kraft qogʻozidagi qizil atirgullar, ortiqcha soʻzsiz. Sizning oʻrningizga «sevaman» deydigan guldasta.",
      ],
    },
    {
      S: { price: 250_000, contents: { "ROSE-RED-60": 9, "WRAP-KRAFT": 1 } },
      M: { price: 390_000, contents: { "ROSE-RED-60": 15, "WRAP-KRAFT": 1 } },
      L: { price: 620_000, contents: { "ROSE-RED-60": 25, "WRAP-KRAFT": 2 } },
    },
  ),
  bouquet(
    "roses",
    "white-silence",
    82,
    ["color:white", "occasion:wedding", "occasion:anniversary"],
    {
      title: ["Белая тишина", "Oq sukunat"],
      description: [
        "Белые розы и серебристый эвкалипт. Спокойный и очень светлый букет для важного дня.",
        "Oq atirgullar va kumushrang evkalipt. Muhim kun uchun sokin va nurli guldasta.",
      ],
    },
    {
      S: { price: 290_000, contents: { "ROSE-WHITE-60": 9, EUCALYPTUS: 2, "WRAP-FELT": 1 } },
      M: { price: 470_000, contents: { "ROSE-WHITE-60": 15, EUCALYPTUS: 3, "WRAP-FELT": 1 } },
      L: { price: 760_000, contents: { "ROSE-WHITE-60": 25, EUCALYPTUS: 5, "WRAP-FELT": 2 } },
    },
  ),
  bouquet(
    "roses",
    "pink-cloud",
    90,
    ["color:pink", "occasion:birthday", "occasion:mother"],
    {
      title: ["Розовое облако", "Pushti bulut"],
      description: [
        "Розовые розы в дымке гипсофилы: лёгкий букет для мамы, сестры или подруги.",
        "Mayin gipsofila orasidagi pushti atirgullar: ona, opa-singil yoki dugona uchun yengil guldasta.",
      ],
    },
    {
      S: { price: 260_000, contents: { "ROSE-PINK-50": 9, "GYPSOPHILA-WHITE": 1, "WRAP-FILM": 1 } },
      M: { price: 420_000, contents: { "ROSE-PINK-50": 15, "GYPSOPHILA-WHITE": 2, "WRAP-FILM": 1 } },
      L: { price: 690_000, contents: { "ROSE-PINK-50": 25, "GYPSOPHILA-WHITE": 4, "WRAP-FILM": 2 } },
    },
  ),
  bouquet(
    "roses",
    "bukhara-evening",
    76,
    ["color:orange", "occasion:thanks", "occasion:birthday"],
    {
      title: ["Бухарский вечер", "Buxoro oqshomi"],
      description: [
        "Кремовые и персиковые розы цвета закатных стен у Арка. Тёплый букет для тёплых людей.",
        "Ark yonidagi shafaqrang devorlardek krem va shaftolirang atirgullar. Iliq insonlar uchun iliq guldasta.",
      ],
    },
    {
      S: {
        price: 320_000,
        contents: { "ROSE-CREAM-70": 5, "ROSE-SPRAY-PEACH": 3, EUCALYPTUS: 2, "WRAP-KRAFT": 1 },
      },
      M: {
        price: 540_000,
        contents: { "ROSE-CREAM-70": 9, "ROSE-SPRAY-PEACH": 5, EUCALYPTUS: 3, "WRAP-KRAFT": 1 },
      },
      L: {
        price: 860_000,
        contents: { "ROSE-CREAM-70": 15, "ROSE-SPRAY-PEACH": 9, EUCALYPTUS: 4, "WRAP-KRAFT": 2 },
      },
    },
  ),
  arrangement(
    "bouquet",
    ["bouquets", "roses"],
    "hundred-and-one-roses",
    74,
    ["color:red", "occasion:love", "vip"],
    {
      title: ["101 красная роза", "101 ta qizil atirgul"],
      description: [
        "Сто одна роза и атласная лента. Тот самый букет, который фотографируют все родственники.",
        "Yuz bitta atirgul va atlas lenta. Butun qarindosh-urugʻ suratga oladigan oʻsha guldasta.",
      ],
    },
    { price: 2_200_000, contents: { "ROSE-RED-60": 101, "WRAP-FELT": 3 } },
  ),
  arrangement(
    "bouquet",
    ["bouquets", "roses"],
    "emir",
    62,
    ["color:red", "occasion:anniversary", "vip"],
    {
      title: ["Эмир: 151 роза «Эксплорер»", "Amir: 151 ta «Eksplorer» atirguli"],
      description: [
        "Сто пятьдесят одна эквадорская роза ростом восемьдесят сантиметров. Привозим вдвоём: одному не поднять.",
        "Sakson santimetrli yuz ellik bitta Ekvador atirguli. Ikki kishi olib boramiz: bir kishi koʻtarolmaydi.",
      ],
    },
    { price: 5_400_000, contents: { "ROSE-EXPLORER-80": 151, "WRAP-FELT": 4 } },
  ),
  bouquet(
    "roses",
    "explorer-classic",
    71,
    ["color:red", "occasion:love", "vip"],
    {
      title: ["Тёмный бархат", "Toʻq baxmal"],
      description: [
        "Высокие розы «Эксплорер» в чёрном фетре. Строго, дорого и очень по-мужски.",
        "Qora fetrdagi baland «Eksplorer» atirgullari. Salobatli, qimmatbaho va mardona sovgʻa.",
      ],
    },
    {
      S: { price: 420_000, contents: { "ROSE-EXPLORER-80": 9, "WRAP-FELT": 1 } },
      M: { price: 680_000, contents: { "ROSE-EXPLORER-80": 15, "WRAP-FELT": 1 } },
      L: { price: 1_150_000, contents: { "ROSE-EXPLORER-80": 25, "WRAP-FELT": 2 } },
    },
  ),
]
