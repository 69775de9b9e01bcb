import { arrangement } from "./kinds"

const BOX = ["compositions", "boxes"]
const BASKET = ["compositions", "baskets"]

export const compositions = [
  arrangement(
    "composition",
    BOX,
    "first-date",
    84,
    ["color:red", "occasion:love"],
    {
      title: ["Первое свидание", "Birinchi uchrashuv"],
      description: [
        "Красные розы в шляпной коробке. Стоит на столе неделю и не просит вазы.",
        "Dumaloq qutidagi qizil atirgullar. Stolda bir hafta turadi, guldon soʻramaydi.",
      ],
    },
    { price: 480_000, contents: { "ROSE-RED-60": 17, EUCALYPTUS: 1, "BOX-HAT": 1 } },
  ),
  arrangement(
    "composition",
    BOX,
    "pink-velvet",
    70,
    ["color:pink", "occasion:birthday", "occasion:mother"],
    {
      title: ["Розовый бархат", "Pushti baxmal"],
      description: [
        "Розовые и кустовые розы с эустомой в коробке цвета пудры. Подарок, который приятно держать в руках.",
        "Pudra rangli qutida pushti va butasimon atirgullar eustoma bilan. Qoʻlda tutish yoqimli sovgʻa.",
      ],
    },
    {
      price: 560_000,
      contents: { "ROSE-PINK-50": 11, "ROSE-SPRAY-PEACH": 4, "EUSTOMA-LILAC-60": 3, "BOX-HAT": 1 },
    },
  ),
  arrangement(
    "composition",
    BOX,
    "hello-baby",
    53,
    ["color:blue", "occasion:newborn"],
    {
      title: ["Здравствуй, малыш", "Xush kelding, jajjim"],
      description: [
        "Голубая гортензия и белая гипсофила в коробке. Для выписки и самых первых фотографий.",
        "Qutidagi havorang gortenziya va oq gipsofila. Tugʻruqxonadan chiqish va ilk suratlar uchun.",
      ],
    },
    {
      price: 450_000,
      contents: { "HYDRANGEA-BLUE-50": 3, "ROSE-WHITE-60": 5, "GYPSOPHILA-WHITE": 2, "BOX-HAT": 1 },
    },
  ),
  arrangement(
    "composition",
    BOX,
    "emerald-box",
    41,
    ["color:green", "color:white", "occasion:thanks", "occasion:anniversary"],
    {
      title: ["Изумрудная шкатулка", "Zumrad quti"],
      description: [
        "Белые розы, лилии и много эвкалипта в тёмно-зелёной коробке. Сдержанный подарок для коллеги или руководителя.",
        "Toʻq yashil qutida oq atirgul, liliya va moʻl evkalipt. Hamkasb yoki rahbar uchun vazmin sovgʻa.",
      ],
    },
    { price: 620_000, contents: { "ROSE-WHITE-60": 11, "LILY-WHITE-80": 3, EUCALYPTUS: 4, "BOX-HAT": 1 } },
  ),
  arrangement(
    "composition",
    BASKET,
    "abundance",
    63,
    ["color:mixed", "occasion:anniversary", "occasion:birthday", "vip"],
    {
      title: ["Изобилие", "Moʻl-koʻlchilik"],
      description: [
        "Большая корзина роз, лилий, гортензий и эустом. Для юбилея, свадьбы и большого дома.",
        "Atirgul, liliya, gortenziya va eustomadan katta savat. Yubiley, toʻy va katta xonadon uchun.",
      ],
    },
    {
      price: 2_450_000,
      contents: {
        "ROSE-PINK-50": 25,
        "ROSE-CREAM-70": 15,
        "LILY-WHITE-80": 7,
        "HYDRANGEA-BLUE-50": 5,
        "EUSTOMA-LILAC-60": 7,
        EUCALYPTUS: 6,
        BASKET: 1,
      },
    },
  ),
  arrangement(
    "composition",
    BASKET,
    "sunny-basket",
    50,
    ["color:yellow", "occasion:birthday", "occasion:mother"],
    {
      title: ["Солнце в корзине", "Savatdagi quyosh"],
      description: [
        "Подсолнухи, хризантемы и кремовые розы в плетёной корзине. Пахнет дачей и летом.",
        "Toʻqima savatda kungaboqar, xrizantema va krem rang atirgullar. Bogʻ va yoz hidi keladi.",
      ],
    },
    {
      price: 590_000,
      contents: { "SUNFLOWER-70": 5, "CHRYS-SPRAY-YELLOW": 7, "ROSE-CREAM-70": 7, BASKET: 1 },
    },
  ),
  arrangement(
    "composition",
    BASKET,
    "dear-teacher",
    48,
    ["color:mixed", "occasion:teacher", "occasion:thanks"],
    {
      title: ["Любимому учителю", "Aziz ustozga"],
      description: [
        "Герберы, альстромерии и хризантемы в корзине от всего класса. Открытку подпишем каждым именем.",
        "Butun sinfdan savatda gerbera, alstromeriya va xrizantemalar. Otkritkaga har bir ismni yozamiz.",
      ],
    },
    {
      price: 520_000,
      contents: { "GERBERA-ORANGE-50": 9, "ALSTRO-ORANGE-60": 7, "CHRYS-WHITE-70": 5, BASKET: 1 },
    },
  ),
  arrangement(
    "composition",
    BASKET,
    "rose-basket-51",
    57,
    ["color:pink", "occasion:love", "occasion:mother", "vip"],
    {
      title: ["Корзина: 51 розовая роза", "Savat: 51 ta pushti atirgul"],
      description: [
        "Пятьдесят одна роза в большой корзине с бантом. Говорит громче любых поздравлений.",
        "Bantli katta savatda ellik bitta atirgul. Har qanday tabrikdan baland gapiradi.",
      ],
    },
    { price: 1_290_000, contents: { "ROSE-PINK-50": 51, "GYPSOPHILA-WHITE": 3, BASKET: 1 } },
  ),
]
