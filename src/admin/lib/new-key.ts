/** A key for one content of a form: a save that comes twice records once. */
export const newKey = (): string => `${Date.now()}-${Math.random().toString(36).slice(2)}`
