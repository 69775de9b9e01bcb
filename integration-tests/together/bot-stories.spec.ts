import { together } from "./together"

together("bot-stories")
