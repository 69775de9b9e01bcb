# Writes the variable DATABASE_URL to a service file of libpq, which only the caller can read, and sets PGSERVICE and
# PGSERVICEFILE. So no password is in the arguments of pg_dump and pg_restore, which every user of the machine can read with
# ps. Accepts the addresses of libpq: IPv6, several hosts, and each parameter (PostgreSQL, "Connection URIs").
# Use: . deploy/libpq-environment.sh

PGSERVICEFILE=$(mktemp)
trap 'rm -f "$PGSERVICEFILE"' EXIT
trap 'exit 1' HUP INT TERM
PGSERVICE=guldasta
export DATABASE_URL PGSERVICE PGSERVICEFILE

LC_ALL=C awk '
  function digit(c) { return index("0123456789abcdef", tolower(c)) - 1 }
  function decoded(text,    result, code) {
    result = ""
    while (match(text, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
      code = digit(substr(text, RSTART + 1, 1)) * 16 + digit(substr(text, RSTART + 2, 1))
      result = result substr(text, 1, RSTART - 1) sprintf("%c", code)
      text = substr(text, RSTART + 3)
    }
    return result text
  }
  # A line of a service file has one value, and its last spaces are ignored.
  function set(key, value) {
    if (value ~ /[\n\r]/ || value ~ /[ \t]$/) {
      print "The value of " key " in DATABASE_URL must not end with a space or contain a line break." > "/dev/stderr"
      exit 1
    }
    if (value != "") values[key] = value
  }
  BEGIN {
    rest = ENVIRON["DATABASE_URL"]
    sub(/^[^:\/]*:\/\//, "", rest)
    query = ""
    if (at = index(rest, "?")) {
      query = substr(rest, at + 1)
      rest = substr(rest, 1, at - 1)
    }
    if (match(rest, /^.*@/)) {
      login = substr(rest, 1, RLENGTH - 1)
      rest = substr(rest, RLENGTH + 1)
      if (at = index(login, ":")) {
        set("password", decoded(substr(login, at + 1)))
        login = substr(login, 1, at - 1)
      }
      set("user", decoded(login))
    }
    if (at = index(rest, "/")) {
      set("dbname", decoded(substr(rest, at + 1)))
      rest = substr(rest, 1, at - 1)
    }
    count = split(rest, hosts, ",")
    hostList = portList = ""
    for (one = 1; one <= count; one++) {
      host = hosts[one]
      port = ""
      if (match(host, /^\[[^\]]*\]/)) {
        port = substr(host, RLENGTH + 1)
        host = substr(host, 2, RLENGTH - 2)
        sub(/^:/, "", port)
      } else if (at = index(host, ":")) {
        port = substr(host, at + 1)
        host = substr(host, 1, at - 1)
      }
      hostList = hostList (one > 1 ? "," : "") decoded(host)
      portList = portList (one > 1 ? "," : "") port
    }
    set("host", hostList)
    set("port", portList ~ /^,*$/ ? "" : portList)
    pairs = split(query, parameters, "&")
    for (one = 1; one <= pairs; one++) {
      at = index(parameters[one], "=")
      key = decoded(substr(parameters[one], 1, at - 1))
      value = decoded(substr(parameters[one], at + 1))
      # libpq has the first rule too. The second value is one of the Node driver.
      if (key == "ssl" && value == "true") { key = "sslmode"; value = "require" }
      if (key == "sslmode" && value == "no-verify") value = "require"
      if (key !~ /^[a-z_]+$/) {
        print "DATABASE_URL has a parameter without a name or a value." > "/dev/stderr"
        exit 1
      }
      set(key, value)
    }
    print "[guldasta]"
    for (key in values) print key "=" values[key]
  }' >"$PGSERVICEFILE"
