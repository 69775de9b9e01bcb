import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { batchOf } from "../import-batch"
import { downloadName } from "../import-check"
import { loadPicture } from "../picture-source"

/** Uploads pictures one after another, so that the process never holds more than one. Returns their URLs by handle. */
export const uploadPicturesStep = createStep(
  "upload-pictures",
  async (input: { id: string }, { container }) => {
    const { pictures, rules, downloads } = batchOf(input)
    const service = container.resolve(Modules.FILE)
    const urls: Record<string, string[]> = {}
    const ids: string[] = []
    try {
      for (const picture of pictures) {
        const { handle, at, source } = picture
        const { content, mimeType, extension } =
          "url" in source
            ? await loadPicture({ file: downloadName(picture) }, { folder: downloads })
            : await loadPicture(source, rules)
        const { id, url } = await service.createFiles({
          filename: `${handle}-${at + 1}.${extension}`,
          mimeType,
          content: content.toString("base64"),
          access: "public",
        })
        ids.push(id)
        urls[handle] = [...(urls[handle] ?? []), url]
      }
    } catch (error) {
      await service.deleteFiles(ids)
      throw error
    }
    return new StepResponse(urls, ids)
  },
  async (ids, { container }) => {
    if (ids?.length) {
      await container.resolve(Modules.FILE).deleteFiles(ids)
    }
  },
)
