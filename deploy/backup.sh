#!/bin/sh
# Backs up the shop while it runs: backup.sh FOLDER, with DATABASE_URL and UPLOADS (the folder of pictures) set.
# pg_dump must be as new as the server.
set -eu
mkdir -p "$1"
pg_dump --format=custom --no-owner --no-privileges --file "$1/database.dump" "$DATABASE_URL"
tar -C "$UPLOADS" -czf "$1/uploads.tar.gz" .
