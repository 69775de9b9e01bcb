import { callback } from "../../ui/callback"

/** Opens the owner's list of the team. */
export const openStaff = callback("staff")
