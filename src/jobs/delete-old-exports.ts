import { deleteOldExports } from "../workflows/files/delete-old-exports"

/** Deletes exports and other private files that are older than an hour. */
export default async function deleteExports(): Promise<void> {
  await deleteOldExports()
}

export const config = { name: "delete-old-exports", schedule: "*/10 * * * *" }
