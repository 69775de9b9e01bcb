#!/bin/sh
# Backs up the running shop: backup.sh FOLDER. Needs the variables DATABASE_URL and UPLOADS (the folder of pictures).
# The version of pg_dump must not be older than the server's version. Only the caller can read the backup.
set -eu
umask 077
. "$(dirname "$0")/libpq-environment.sh"
mkdir -p "$1"
pg_dump --format=custom --no-owner --no-privileges --file "$1/database.dump"
tar -C "$UPLOADS" -czf "$1/uploads.tar.gz" .
