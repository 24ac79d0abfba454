#!/usr/bin/env bash
#
# Backs the database up: dump, compress, encrypt, upload, read back and check, and only then call it the latest.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: backup.sh [--list | --metrics | --help]

Without an option: makes a backup, checks what was written by reading it back, points `latest` at it, and deletes the
backups that are older than the retention. When a step fails, the exit code is not 0, what this run wrote is removed, and
the last good backup stays the latest.

  --list      prints the verified backups, oldest first: name, bytes, instant of the data
  --metrics   prints age, size and number of the backups for Prometheus, read from the store
  --help      prints this

Environment:
  BACKUP_DESTINATION      where backups are, such as s3://sei-platform-backups/ (required)
  ENCRYPTION_KEY          the passphrase, 20 characters or more (required for a backup); or ENCRYPTION_KEY_FILE, a file with it
  RETENTION_DAYS          how many days a backup is kept (default 30); the latest is kept however old it is
  BACKUP_WORK_DIRECTORY   room for the encrypted dump, twice (default $TMPDIR, else /tmp)
  PGHOST, PGPORT, PGUSER, PGPASSWORD or PGPASSFILE, PGDATABASE
                          the database (defaults timescaledb, 5432, sei_backup, none, sei_platform); not through a pooler
  AWS_*                   as for the AWS command line, AWS_ENDPOINT_URL for another store that speaks S3

Objects:
  backup_YYYYMMDD_HHMMSS.sql.gz.enc   pg_dump | gzip | openssl enc -aes-256-cbc -pbkdf2 -iter 600000; the time is UTC
  backup_YYYYMMDD_HHMMSS.json         what it is, its SHA-256, sealed with the key; written when it has been verified
  latest.sql.gz.enc, latest.json      copies of the newest verified backup
USAGE
}

# shellcheck source=scripts/backup-store.sh
source "$(dirname "${BASH_SOURCE[0]}")/backup-store.sh"

export PGHOST=${PGHOST:-timescaledb} PGUSER=${PGUSER:-sei_backup} PGDATABASE=${PGDATABASE:-sei_platform}
export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}
readonly retention_days=${RETENTION_DAYS:-30}

work=
written=

main() {
  case ${1-} in
    --help | -h) usage ;;
    --list)
      require_store
      list_backups
      ;;
    --metrics)
      require_store
      print_metrics
      ;;
    '') make_backup ;;
    *)
      usage >&2
      fail "unknown option $1"
      ;;
  esac
}

make_backup() {
  require_store
  require_key
  [[ $retention_days =~ ^[1-9][0-9]*$ ]] || fail "RETENTION_DAYS is '$retention_days', not a number of days from 1 on"
  work=$(mktemp -d "${BACKUP_WORK_DIRECTORY:-${TMPDIR:-/tmp}}/sei-backup.XXXXXX") || fail 'no room to work in'
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  local objects started name
  objects=$(list_objects backup_) || fail "the store $store does not answer"
  name=$(free_name "$objects")
  # The dump holds everything up to here and a little more; the age of a backup is counted from here.
  started=$(date -u +%s)
  dump_to "$work/$name.sql.gz.enc"
  describe "$name" "$started"
  upload "$name"
  verify "$name"
  publish "$name"
  say "$name is the latest backup: $(stat --format=%s "$work/$name.sql.gz.enc") bytes, verified"
  delete_old_backups "$objects" "$name"
}

# Two backups within one second do not share a name.
free_name() {
  local name
  while name=backup_$(date -u +%Y%m%d_%H%M%S) && [[ $1 == *"$name"* ]]; do
    sleep 1
  done
  echo "$name"
}

# Only ciphertext touches the disk. Each stage's exit code counts: a dump that fails leaves nothing to upload.
dump_to() {
  local file=$1 codes
  say "dumping $PGDATABASE of $PGHOST"
  { prologue >"$work/prologue.sql" && epilogue >"$work/epilogue.sql"; } \
    || fail "the database $PGDATABASE of $PGHOST does not answer; nothing was uploaded"
  set +e
  { cat "$work/prologue.sql" && pg_dump --no-password && cat "$work/epilogue.sql"; } \
    | gzip \
    | encrypt >"$file"
  codes=("${PIPESTATUS[@]}")
  set -e
  case "${codes[*]}" in
    '0 0 0') ;;
    *' 0 0') fail 'the dump failed; nothing was uploaded' ;;
    *) fail "the dump could not be written: $(df --output=avail -h "$work" | tail -1 | tr -d ' ') free in ${work%/*} (codes ${codes[*]})" ;;
  esac
}

# What must stand before the dump for it to be restored by psql alone: the roles it names, and TimescaleDB, which wants to be
# of the same version and to know that it is being restored.
prologue() {
  cat <<'SQL'
\set ON_ERROR_STOP on
set client_min_messages = warning;
SQL
  ask --dbname="$PGDATABASE" <<'SQL'
select format('do $$ begin if not exists (select from pg_roles where rolname = %L) then create role %I nologin; end if; end $$;',
              rolname, rolname)
from pg_roles
where rolname !~ '^pg_' and not rolsuper
order by rolname;
select format('create extension if not exists timescaledb schema %I version %L; select %I.timescaledb_pre_restore();',
              nspname, extversion, nspname)
from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
where extname = 'timescaledb';
SQL
}

epilogue() {
  ask --dbname="$PGDATABASE" <<'SQL'
select format('select %I.timescaledb_post_restore();', nspname)
from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
where extname = 'timescaledb';
SQL
  echo "$last_line"
}

describe() {
  local name=$1 started=$2 facts
  facts=$(ask --dbname="$PGDATABASE" <<'SQL'
select current_setting('server_version') || ' ' || coalesce(
    (select extversion from pg_extension where extname = 'timescaledb'), 'none');
SQL
  )
  manifest seal "$work/$name.sql.gz.enc" "$name" "$started" "$(date -u +%s)" "$PGDATABASE" "${facts% *}" "${facts##* }" \
    >"$work/$name.json"
}

upload() {
  local name=$1
  say "uploading $name to $store"
  written=$name
  put "$work/$name.sql.gz.enc" "$name.sql.gz.enc" || fail "$name could not be uploaded"
}

# Reads back what the store holds: the same bytes, which the key opens, and which end as a whole dump ends.
verify() {
  local name=$1
  say "reading $name back"
  get "$name.sql.gz.enc" "$work/read-back" || fail "$name could not be read back"
  manifest check "$work/$name.json" "$work/read-back" || fail "$name was not stored as it was written"
  holds_whole_dump "$work/read-back" || fail "$name holds no whole dump"
  rm "$work/read-back"
}

# The manifest says that the backup is good, so it comes after the check; the pointer comes last.
publish() {
  local name=$1
  put "$work/$name.json" "$name.json" || fail "the manifest of $name could not be written"
  written=
  copy "$name.sql.gz.enc" latest.sql.gz.enc || fail "latest.sql.gz.enc still holds the backup before $name"
  put "$work/$name.json" latest.json || fail "latest.json still names the backup before $name"
}

# By the day in the name, and never the latest. What has no manifest was never verified; it goes, too, when it is old.
delete_old_backups() {
  local objects=$1 latest=$2 limit name object
  limit=backup_$(date -u -d "$retention_days days ago" +%Y%m%d_%H%M%S)
  while read -r object _; do
    name=${object%%.*}
    [[ -n $object && $name < $limit && $name != "$latest" ]] || continue
    say "deleting $object, older than $retention_days days"
    remove "$object" || fail "$object could not be deleted"
  done <<<"$objects"
}

# Of the last drill, too, which leaves its figures beside the backups.
print_metrics() {
  local latest='' up=1 count=0 listed
  if listed=$(list_backups 2>/dev/null); then
    [[ -z $listed ]] || count=$(wc -l <<<"$listed")
    latest=$(get latest.json - 2>/dev/null || true)
  else
    up=0
  fi
  manifest metrics "$up" "$count" <<<"$latest"
  { get drill.json - 2>/dev/null || true; } | manifest drill-metrics
}

clean_up() {
  local code=$?
  if [[ -n $written ]]; then
    remove "$written.sql.gz.enc" || say "the unverified $written.sql.gz.enc could not be removed; it has no manifest"
  fi
  rm -rf "$work"
  exit "$code"
}

main "$@"
