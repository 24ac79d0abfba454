#!/usr/bin/env bash
#
# Restores a backup: into a database of its own first, which takes the place of another only when it is whole.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: restore.sh [--from NAME] [--database NAME] [--replace] [--yes]
       restore.sh --help

Downloads a backup, checks that it is whole and ours before any database is touched, restores it into a new database, and
gives that the name asked for. A database of that name is replaced only with --replace, after a question, and is kept under
another name, which is printed. When a step fails, the exit code is not 0 and every database is as it was.

  --from NAME       latest (default), or backup_YYYYMMDD_HHMMSS as `backup.sh --list` prints it
  --database NAME   the name that the restored database gets (default $PGDATABASE, else sei_platform)
  --replace         take the place of a database of that name: its sessions are ended, and what was written to it since the
                    backup is only in the copy that is kept
  --yes             do not ask; for scripts
  --help            prints this

Environment: BACKUP_DESTINATION, ENCRYPTION_KEY or ENCRYPTION_KEY_FILE, BACKUP_WORK_DIRECTORY, AWS_* as for backup.sh;
PGHOST (default timescaledb), PGPORT, PGUSER (default postgres: restoring needs a superuser), PGPASSWORD or PGPASSFILE.
USAGE
}

# shellcheck source=scripts/backup-store.sh
source "$(dirname "${BASH_SOURCE[0]}")/backup-store.sh"

from=latest
target=${PGDATABASE:-sei_platform}
replace=false
assume_yes=false
work=
new=

export PGHOST=${PGHOST:-timescaledb} PGUSER=${PGUSER:-postgres} PGDATABASE=postgres
export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}

main() {
  read_arguments "$@"
  require_store
  require_key
  work=$(mktemp -d "${BACKUP_WORK_DIRECTORY:-${TMPDIR:-/tmp}}/sei-restore.XXXXXX") || fail 'no room to work in'
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  local exists
  exists=$(ask <<<"select count(*) from pg_database where datname = $(literal "$target");") \
    || fail "the server $PGHOST does not answer"
  if ((exists)) && [[ $replace == false ]]; then
    fail "there is a database $target on $PGHOST already: name another with --database, or take its place with --replace"
  fi
  download
  ((!exists)) || confirm
  load
  take_place "$exists"
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --from | --database)
        (($# > 1)) || fail "$1 needs a name"
        if [[ $1 == --from ]]; then from=$2; else target=$2; fi
        shift
        ;;
      --replace) replace=true ;;
      --yes) assume_yes=true ;;
      *)
        usage >&2
        fail "unknown option $1"
        ;;
    esac
    shift
  done
  [[ $from =~ ^(latest|backup_[0-9]{8}_[0-9]{6})$ ]] || fail "'$from' is no name of a backup"
  [[ $target =~ ^[a-z_][a-z0-9_]{0,40}$ ]] || fail "'$target' is no name that this script gives to a database"
  [[ $target != postgres && $target != template? ]] || fail "$target is a database of the server itself"
}

# By the name in latest.json, and not latest.sql.gz.enc: the two may be of different backups for a moment.
download() {
  get "$([[ $from == latest ]] && echo latest.json || echo "$from.json")" "$work/manifest.json" \
    || fail "there is no verified backup $from in $store"
  from=$(manifest name <"$work/manifest.json")
  say "downloading $from"
  get "$from.sql.gz.enc" "$work/backup" || fail "$from could not be read"
  manifest check "$work/manifest.json" "$work/backup" || fail "$from was not restored; no database was touched"
}

confirm() {
  local sessions answer
  sessions=$(ask <<<"select count(*) from pg_stat_activity where datname = $(literal "$target");")
  say "$from takes the place of the database $target on $PGHOST, which $sessions sessions use now"
  [[ $assume_yes == false ]] || return 0
  read -r -p "Type the name of the database to go on: " answer || true
  [[ ${answer-} == "$target" ]] || fail 'nothing was changed'
}

load() {
  new=${target}_restored_$(date -u +%Y%m%d_%H%M%S)
  say "restoring into $new"
  ask --command="create database $new template template0" || {
    new=
    fail 'a database could not be created; the databases are as they were'
  }
  decrypt <"$work/backup" | gunzip | ask --dbname="$new" --output=/dev/null \
    || fail "$from could not be restored; the databases are as they were"
  ask --dbname="$new" --command=analyze
}

# A database cannot be renamed while anyone uses it, and poolers come back at once: so it is closed first.
take_place() {
  local exists=$1 old
  if ((exists)); then
    old=${target}_before_$(date -u +%Y%m%d_%H%M%S)
    close_database "$target"
    rename "$target" "$old" || {
      ask --command="alter database $target with allow_connections true"
      fail "$target could not be renamed; it is as it was"
    }
  fi
  close_database "$new"
  rename "$new" "$target" || {
    ((!exists)) || { rename "$old" "$target" && ask --command="alter database $target with allow_connections true"; }
    fail "$new could not be renamed; the databases are as they were"
  }
  new=
  ask --command="alter database $target with allow_connections true"
  grant_connections
  say "$target on $PGHOST holds $from now"
  ((!exists)) || say "what it held before is in $old: when all is well, drop database $old"
}

close_database() {
  ask --output=/dev/null <<SQL
alter database $1 with allow_connections false;
select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '$1' and pid <> pg_backend_pid();
SQL
}

rename() {
  ask --command="alter database $1 rename to $2"
}

# Who may connect is a property of the database, which no dump holds. See docker/timescaledb/roles.sql.
grant_connections() {
  ask --output=/dev/null <<SQL
select 'revoke connect, temporary on database $target from public' from pg_roles where rolname = 'sei_user'
union all
select format('grant connect on database $target to %I', rolname)
from pg_roles where rolname in ('sei_owner', 'sei_user', 'sei_readonly', 'sei_backup', 'sei_monitor', 'pgbouncer') \gexec
SQL
}

literal() {
  printf "'%s'" "${1//\'/\'\'}"
}

clean_up() {
  local code=$?
  if [[ -n $new ]]; then
    ask --command="drop database if exists $new with (force)" || say "the unfinished $new is left on $PGHOST"
  fi
  rm -rf "$work"
  exit "$code"
}

main "$@"
