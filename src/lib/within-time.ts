/**
 * Returns the result of a promise, or throws after a timeout. The operation itself continues after the
 * timeout.
 *
 * @param ms timeout in ms
 * @throws NoAnswerError after the timeout
 */
export async function withinTime<Answer>(ms: number, asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerError(ms)), ms)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The operation did not end within the timeout. It may still end later. */
export class NoAnswerError extends Error {
  constructor(ms: number) {
    super(`No result within ${ms} ms.`)
  }
}
