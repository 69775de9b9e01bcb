import { tellStory } from "./whole-story"

jest.setTimeout(600_000)

tellStory("uz")
