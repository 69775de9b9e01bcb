import { together } from "./together"

together("bot-staff")
