import { together } from "./together"

together("bot-shopper")
