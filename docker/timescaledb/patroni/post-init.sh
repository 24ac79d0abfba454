#!/usr/bin/env bash
#
# Patroni runs this once in the life of a cluster, on its first leader: the database, its roles and their passwords, and the
# place in the repository where the write-ahead log goes.

set -euo pipefail

if [[ ${1-} == --help || $# -ne 1 ]]; then
  echo 'Usage: post-init.sh CONNECTION; passwords in SEI_{OWNER,USER,READONLY,BACKUP,MONITOR,PGBOUNCER}_PASSWORD'
  exit $(($# != 1))
fi

readonly connection=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

main() {
  if [[ -z $(ask --command "select 1 from pg_database where datname = 'sei_platform'") ]]; then
    ask --command 'create database sei_platform'
  fi
  ask --dbname "${connection/dbname=postgres/dbname=sei_platform}" \
    --command 'create extension if not exists timescaledb' \
    --command 'create schema if not exists statistics' \
    --command 'create extension if not exists pg_stat_statements schema statistics' --file "$(roles_file)"
  set_password sei_owner "${SEI_OWNER_PASSWORD-}"
  set_password sei_user "${SEI_USER_PASSWORD-}"
  set_password sei_readonly "${SEI_READONLY_PASSWORD-}"
  set_password sei_backup "${SEI_BACKUP_PASSWORD-}"
  set_password sei_monitor "${SEI_MONITOR_PASSWORD-}"
  set_password pgbouncer "${SEI_PGBOUNCER_PASSWORD-}"
  # A repository that is away now must not keep the database from coming up: the log waits on the disk until it is there.
  pgbackrest --stanza=sei stanza-create \
    || echo 'post-init.sh: nothing is archived until "pgbackrest --stanza=sei stanza-create" has succeeded' >&2
}

# In the image beside this file, in the repository one directory up.
roles_file() {
  if [[ -e $here/roles.sql ]]; then echo "$here/roles.sql"; else echo "$here/../roles.sql"; fi
}

# The password goes by the environment of psql, which no one else can read.
set_password() {
  [[ -n $2 ]] || return 0
  ROLE=$1 PASSWORD=$2 ask <<'SQL'
\getenv role ROLE
\getenv password PASSWORD
set log_min_duration_statement = -1;
set log_statement = 'none';
alter role :"role" password :'password';
SQL
}

ask() {
  if [[ " $* " != *' --dbname '* ]]; then set -- --dbname "$connection" "$@"; fi
  psql --no-psqlrc --no-password --quiet --no-align --tuples-only --set ON_ERROR_STOP=on "$@"
}

main
