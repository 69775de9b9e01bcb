/** Folders of private files, by the providers of this process. */
const folders = new Set<string>()

/** Registers a folder, so that its old files are deleted. */
export function keepPrivateFolder(folder: string): void {
  folders.add(folder)
}

/** The registered folders. A store with another file provider has none. */
export const privateFolders = (): string[] => [...folders]
