# Sets libpq's variables (PGHOST, PGUSER, …) from the variable DATABASE_URL, so that no password is in the arguments of
# pg_dump and pg_restore, which every user of the machine can read with ps. Use: . deploy/libpq-environment.sh

pg_value() {
  printf '%s' "$1" | LC_ALL=C awk '
    function digit(c) { return index("0123456789abcdef", tolower(c)) - 1 }
    {
      text = $0
      while (match(text, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
        code = digit(substr(text, RSTART + 1, 1)) * 16 + digit(substr(text, RSTART + 2, 1))
        printf "%s%c", substr(text, 1, RSTART - 1), code
        text = substr(text, RSTART + 3)
      }
      printf "%s", text
    }'
}

pg_rest=${DATABASE_URL#*://}
case $pg_rest in
*\?*)
  pg_query=${pg_rest#*\?}
  pg_rest=${pg_rest%%\?*}
  ;;
*) pg_query= ;;
esac
pg_login=
case $pg_rest in
*@*)
  pg_login=${pg_rest%@*}
  pg_rest=${pg_rest##*@}
  ;;
esac
pg_address=${pg_rest%%/*}
PGDATABASE=$(pg_value "${pg_rest#*/}")
PGUSER=$(pg_value "${pg_login%%:*}")
PGHOST=$(pg_value "${pg_address%:*}")
export PGDATABASE PGUSER PGHOST
case $pg_login in *:*) PGPASSWORD=$(pg_value "${pg_login#*:}") && export PGPASSWORD ;; esac
case $pg_address in *:*) PGPORT=${pg_address##*:} && export PGPORT ;; esac

pg_old_ifs=$IFS
IFS='&'
for pg_pair in $pg_query; do
  case $pg_pair in
  host=*) PGHOST=$(pg_value "${pg_pair#*=}") ;;
  sslmode=*) PGSSLMODE=$(pg_value "${pg_pair#*=}") && export PGSSLMODE ;;
  sslrootcert=*) PGSSLROOTCERT=$(pg_value "${pg_pair#*=}") && export PGSSLROOTCERT ;;
  *) echo "The parameter ${pg_pair%%=*} of DATABASE_URL is not supported here." >&2 && exit 1 ;;
  esac
done
IFS=$pg_old_ifs
