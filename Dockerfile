# Image of the shop, for servers and workers (docs/deploy.md).
# scripts/image-steps.ts runs the same steps without Docker.

FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY medusa-config.ts instrumentation.ts tsconfig.json ./
COPY src ./src
COPY scripts/build.ts ./scripts/build.ts
COPY scripts/start ./scripts/start
COPY packages/sandbox ./packages/sandbox
COPY packages/sample-shop ./packages/sample-shop
RUN npm run build

FROM node:20-bookworm-slim AS run
ENV NODE_ENV=production MEDUSA_FF_TRANSLATION=true MEDUSA_DISABLE_TELEMETRY=true LC_ALL=C.UTF-8
WORKDIR /shop
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY --from=build /build/.medusa/server ./
COPY LICENSE NOTICE ./
COPY scripts/serve.ts ./scripts/serve.ts
COPY scripts/start/node-flags.ts ./scripts/start/node-flags.ts
RUN install -d -o 1000 -g 1000 static private-files
# Uid of the image's user "node".
USER 1000
EXPOSE 9000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT || 9000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "scripts/serve.ts", "."]
