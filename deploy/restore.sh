#!/bin/sh
# Puts back what backup.sh wrote: restore.sh FOLDER, into the empty database of DATABASE_URL and into UPLOADS.
# No process of the shop may run.
set -eu
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname "$DATABASE_URL" "$1/database.dump"
mkdir -p "$UPLOADS"
tar -C "$UPLOADS" -xzf "$1/uploads.tar.gz"
