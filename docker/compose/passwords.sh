#!/usr/bin/env bash
#
# Run by the database's image after docker/timescaledb/roles.sql, once, on an empty volume: one password for every role.

set -euo pipefail

if [[ ${1-} == --help ]]; then
  echo 'Usage: passwords.sh; needs POSTGRES_DB, POSTGRES_PASSWORD'
  exit
fi

# The password goes by the environment of psql: a command line can be read by everybody.
for role in sei_owner sei_user sei_readonly sei_backup sei_monitor pgbouncer; do
  psql --no-psqlrc --quiet --username postgres --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=on --set role="$role" <<'SQL'
\getenv password POSTGRES_PASSWORD
alter role :"role" password :'password';
SQL
done
