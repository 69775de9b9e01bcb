import type { NewChat, Person } from "./control-types"

/** The people of the demo shop: at least one for each role. */
export const storyPeople: Person[] = [
  {
    id: 1001,
    first_name: "Aziza",
    last_name: "Karimova",
    username: "aziza_karimova",
    language_code: "ru",
    phone_number: "+998901234501",
    part: "shopper",
  },
  {
    id: 1002,
    first_name: "Jasur",
    last_name: "Toshev",
    language_code: "uz",
    phone_number: "+998901234502",
    part: "shopper",
  },
  {
    id: 2001,
    first_name: "Dilnoza",
    last_name: "Rahimova",
    username: "dilnoza_gul",
    language_code: "uz",
    phone_number: "+998901234601",
    part: "florist",
  },
  {
    id: 2002,
    first_name: "Marina",
    last_name: "Kim",
    language_code: "ru",
    phone_number: "+998901234602",
    part: "florist",
  },
  {
    id: 3001,
    first_name: "Bobur",
    last_name: "Aliyev",
    username: "bobur_courier",
    language_code: "uz",
    phone_number: "+998901234701",
    part: "courier",
  },
  {
    id: 9001,
    first_name: "Madina",
    last_name: "Yusupova",
    username: "madina_guldasta",
    language_code: "ru",
    phone_number: "+998901234901",
    part: "owner",
  },
]

const owner = 9001

/** The chats of the demo shop: for florists, couriers, the shop channel and the owner. */
export const storyChats: (NewChat & { id: number })[] = [
  {
    id: -1001000000001,
    type: "channel",
    title: "Гулдаста · флористы",
    members: [2001, 2002, owner],
    admins: [owner],
    bot: true,
  },
  {
    id: -1001000000002,
    type: "supergroup",
    title: "Гулдаста · курьеры",
    members: [3001, owner],
    admins: [owner],
    bot: true,
  },
  {
    id: -1001000000003,
    type: "channel",
    title: "Guldasta Buxoro",
    username: "guldasta_buxoro",
    members: storyPeople.map((person) => person.id),
    admins: [owner],
    bot: true,
  },
  {
    id: -1001000000004,
    type: "supergroup",
    title: "Гулдаста · администрация",
    members: [owner],
    admins: [owner],
    bot: true,
  },
]
