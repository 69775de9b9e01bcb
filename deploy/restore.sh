#!/bin/sh
# Restores a backup of backup.sh: restore.sh FOLDER. The database of DATABASE_URL must be empty. Pictures go to the
# folder UPLOADS. Stop all processes of the shop first.
set -eu
. "$(dirname "$0")/libpq-environment.sh"
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname "service=$PGSERVICE" "$1/database.dump"
mkdir -p "$UPLOADS"
tar -C "$UPLOADS" -xzf "$1/uploads.tar.gz"
