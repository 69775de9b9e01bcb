import { stem } from "./kinds"

export const stems = [
  stem("rose-red-60", "ROSE-RED-60", 20_000, 400, 95, ["color:red", "occasion:love"], {
    title: ["Роза красная, 60 см", "Qizil atirgul, 60 sm"],
    description: [
      "Плотный бархатный бутон на прямом стебле. Классика, с которой не ошибётесь.",
      "Toʻgʻri poyadagi zich, baxmaldek gʻuncha. Hech qachon adashtirmaydigan klassika.",
    ],
  }),
  stem("rose-white-60", "ROSE-WHITE-60", 22_000, 300, 80, ["color:white", "occasion:wedding"], {
    title: ["Роза белая, 60 см", "Oq atirgul, 60 sm"],
    description: [
      "Чистый белый цвет и крупный бутон, который раскрывается два-три дня.",
      "Top-toza oq rang va ikki-uch kunda ochiladigan yirik gʻuncha.",
    ],
  }),
  stem("rose-pink-50", "ROSE-PINK-50", 18_000, 320, 78, ["color:pink", "occasion:mother"], {
    title: ["Роза розовая, 50 см", "Pushti atirgul, 50 sm"],
    description: [
      "Нежная роза цвета зари. Хороша и одна, и в облаке гипсофилы.",
      "Tong rangidagi nozik atirgul. Yakka oʻzi ham, gipsofila bulutida ham chiroyli.",
    ],
  }),
  stem("rose-cream-70", "ROSE-CREAM-70", 26_000, 240, 60, ["color:yellow", "occasion:thanks"], {
    title: ["Роза кремовая, 70 см", "Krem rang atirgul, 70 sm"],
    description: [
      "Тёплый сливочный оттенок и высокий стебель. Стоит в вазе до десяти дней.",
      "Iliq qaymoqrang va uzun poya. Guldonda oʻn kungacha turadi.",
    ],
  }),
  stem("rose-explorer-80", "ROSE-EXPLORER-80", 32_000, 260, 70, ["color:red", "vip"], {
    title: ["Роза «Эксплорер», 80 см", "«Eksplorer» atirguli, 80 sm"],
    description: [
      "Эквадорская роза с огромным тёмно-алым бутоном. Для случаев, когда нужно произвести впечатление.",
      "Juda yirik toʻq qizil gʻunchali Ekvador atirguli. Taassurot qoldirish kerak boʻlganda.",
    ],
  }),
  stem("rose-spray-peach", "ROSE-SPRAY-PEACH", 28_000, 220, 58, ["color:orange", "occasion:birthday"], {
    title: ["Роза кустовая персиковая, 50 см", "Shaftolirang butasimon atirgul, 50 sm"],
    description: [
      "Пять-семь маленьких бутонов на одной ветке: одна веточка уже как букетик.",
      "Bitta novdada besh-yettita kichik gʻuncha: bir shoxning oʻzi kichik guldastadek.",
    ],
  }),
  stem("tulip-yellow-40", "TULIP-YELLOW-40", 12_000, 300, 65, ["color:yellow", "occasion:mother"], {
    title: ["Тюльпан жёлтый, 40 см", "Sariq lola, 40 sm"],
    description: [
      "Солнечный и упругий, пахнет весной. Любит прохладную воду.",
      "Quyoshdek yorqin va tarang, bahor hidi kelib turadi. Salqin suvni yoqtiradi.",
    ],
  }),
  stem("tulip-pink-40", "TULIP-PINK-40", 12_000, 300, 66, ["color:pink", "occasion:mother"], {
    title: ["Тюльпан розовый, 40 см", "Pushti lola, 40 sm"],
    description: [
      "Нежный весенний тюльпан из теплиц под Гиждуваном.",
      "Gʻijduvon issiqxonalarida yetishtirilgan nozik bahor lolasi.",
    ],
  }),
  stem("peony-pink-50", "PEONY-PINK-50", 45_000, 0, 72, ["color:pink", "occasion:wedding"], {
    title: ["Пион розовый, 50 см", "Pushti sallagul, 50 sm"],
    description: [
      "Пышный, как шёлковая юбка, с тонким сладким ароматом. Короткий сезон, который все ждут.",
      "Shoyi etakdek toʻliq, mayin shirin hidli. Hamma kutadigan qisqa mavsum guli.",
    ],
  }),
  stem("chrysanthemum-white-70", "CHRYS-WHITE-70", 22_000, 260, 45, ["color:white", "occasion:sympathy"], {
    title: ["Хризантема белая, 70 см", "Oq xrizantema, 70 sm"],
    description: [
      "Одна большая белоснежная шапка на крепком стебле. Стоит до трёх недель.",
      "Baquvvat poyadagi bitta katta oppoq gul. Uch haftagacha turadi.",
    ],
  }),
  stem(
    "chrysanthemum-spray-yellow",
    "CHRYS-SPRAY-YELLOW",
    20_000,
    240,
    42,
    ["color:yellow", "occasion:teacher"],
    {
      title: ["Хризантема кустовая жёлтая, 60 см", "Sariq butasimon xrizantema, 60 sm"],
      description: [
        "Весёлые жёлтые ромашки на ветке: свежесть, которая держится долго.",
        "Novdadagi quvnoq sariq gullar: uzoq saqlanadigan tarovat.",
      ],
    },
  ),
  stem("gerbera-orange-50", "GERBERA-ORANGE-50", 15_000, 280, 55, ["color:orange", "occasion:birthday"], {
    title: ["Гербера оранжевая, 50 см", "Toʻqsariq gerbera, 50 sm"],
    description: [
      "Яркая, как апельсин на дастархане. Поднимает настроение одним видом.",
      "Dasturxondagi apelsindek yorqin. Bir koʻrishdayoq kayfiyatni koʻtaradi.",
    ],
  }),
  stem("lily-white-80", "LILY-WHITE-80", 45_000, 200, 50, ["color:white", "occasion:wedding"], {
    title: ["Лилия белая, 80 см", "Oq liliya, 80 sm"],
    description: [
      "Три-четыре крупных бутона на ветке и густой аромат на всю комнату.",
      "Shoxida uch-toʻrtta yirik gʻuncha va butun xonani toʻldiruvchi quyuq hid.",
    ],
  }),
  stem("hydrangea-blue-50", "HYDRANGEA-BLUE-50", 65_000, 200, 68, ["color:blue", "occasion:newborn"], {
    title: ["Гортензия голубая, 50 см", "Havorang gortenziya, 50 sm"],
    description: [
      "Целое облако голубых цветков, как купола Пои-Калян в ясный день. Пьёт много воды.",
      "Ochiq kundagi Poyi Kalon gumbazlaridek moviy gullar buluti. Suvni koʻp ichadi.",
    ],
  }),
  stem("eustoma-lilac-60", "EUSTOMA-LILAC-60", 30_000, 240, 57, ["color:purple", "occasion:birthday"], {
    title: ["Эустома сиреневая, 60 см", "Binafsharang eustoma, 60 sm"],
    description: [
      "Похожа на полевую розу, но нежнее. Ветка раскрывается бутон за бутоном.",
      "Dala atirguliga oʻxshaydi, ammo undan ham nozik. Gʻunchalari birin-ketin ochiladi.",
    ],
  }),
  stem(
    "carnation-red-60",
    "CARNATION-RED-60",
    10_000,
    360,
    40,
    ["color:red", "occasion:sympathy", "occasion:teacher"],
    {
      title: ["Гвоздика красная, 60 см", "Qizil chinnigul, 60 sm"],
      description: [
        "Скромная и стойкая: кружевные лепестки держат форму две недели.",
        "Kamtarin va chidamli: toʻrsimon gulbarglari ikki hafta shaklini saqlaydi.",
      ],
    },
  ),
  stem("alstroemeria-orange-60", "ALSTRO-ORANGE-60", 18_000, 260, 44, ["color:orange", "occasion:thanks"], {
    title: ["Альстромерия оранжевая, 60 см", "Toʻqsariq alstromeriya, 60 sm"],
    description: [
      "Маленькие лилии с тигриными штрихами. Без запаха: подойдёт и тем, у кого аллергия.",
      "Yoʻlbars chiziqli kichik liliyalar. Hidsiz: allergiyasi borlarga ham mos.",
    ],
  }),
  stem("gypsophila-white", "GYPSOPHILA-WHITE", 25_000, 300, 48, ["color:white"], {
    title: ["Гипсофила, пышная ветка", "Gipsofila, quyuq shox"],
    description: [
      "Белая дымка из сотен мелких цветков. Делает воздушным любой букет.",
      "Yuzlab mayda gullardan iborat oq tuman. Har qanday guldastani yengil qiladi.",
    ],
  }),
  stem("eucalyptus-branch", "EUCALYPTUS", 18_000, 320, 46, ["color:green"], {
    title: ["Эвкалипт, ветка 60 см", "Evkalipt shoxi, 60 sm"],
    description: [
      "Серебристая зелень со свежим запахом. Засохнет и останется красивой.",
      "Yangi hidli kumushrang koʻkat. Qurisa ham chiroyini yoʻqotmaydi.",
    ],
  }),
  stem("iris-blue-50", "IRIS-BLUE-50", 16_000, 220, 43, ["color:blue", "occasion:teacher"], {
    title: ["Ирис синий, 50 см", "Koʻk gulsafsar, 50 sm"],
    description: [
      "Строгий синий цветок с золотой искрой. В Бухаре его звали вестником весны.",
      "Oltin uchqunli, salobatli koʻk gul. Buxoroda uni bahor elchisi deyishgan.",
    ],
  }),
  stem(
    "sunflower-70",
    "SUNFLOWER-70",
    20_000,
    220,
    52,
    ["color:yellow", "occasion:birthday", "occasion:thanks"],
    {
      title: ["Подсолнух, 70 см", "Kungaboqar, 70 sm"],
      description: [
        "Маленькое солнце на крепком стебле. Радует даже в пасмурный день.",
        "Baquvvat poyadagi kichkina quyosh. Bulutli kunda ham quvontiradi.",
      ],
    },
  ),
]
