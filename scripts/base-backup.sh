#!/usr/bin/env bash
#
# Physical backups: one a day by whichever node of the database leads, and how old the newest ones are.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: base-backup.sh [--watch | --metrics | --help]

Without an option: on the node that leads, backs the database up by pgBackRest when there is no backup since the last 01:00 UTC; a
full one when the newest full one is six and a half days old, a differential one otherwise. Does nothing on other nodes. With the
archived log, these backups bring back any second of the repository's retention.

  --watch     does so again and again, every ten minutes; a backup that failed is thus tried again
  --metrics   prints age and size of the newest backups for Prometheus, read from the repository
  --help      prints this

Environment: PGBACKREST_* as pgBackRest has them, SEI_STANZA (default sei), SEI_BASE_BACKUP_EVERY (seconds, default 600);
PGHOST and the like where the node does not listen at the usual socket. SEI_PATRONI_ENVIRONMENT names a file that sets more of it.
USAGE
}

readonly stanza=${SEI_STANZA:-sei}
readonly pause=${SEI_BASE_BACKUP_EVERY:-600}

main() {
  if [[ -n ${SEI_PATRONI_ENVIRONMENT-} ]]; then
    set -a
    # shellcheck source=/dev/null
    source "$SEI_PATRONI_ENVIRONMENT"
    set +a
  fi
  case ${1-} in
    --help | -h) usage ;;
    --watch) watch ;;
    --metrics) about metrics ;;
    '') back_up_when_due ;;
    *)
      usage >&2
      fail "unknown option $1"
      ;;
  esac
}

# In a shell of its own each time, so that one failure does not end the watch. The first process of a container gets no signal that
# it does not ask for, and bash sees one only between commands in the foreground.
watch() {
  [[ $pause =~ ^[1-9][0-9]*$ ]] || fail "SEI_BASE_BACKUP_EVERY is '$pause', not a number of seconds"
  trap 'kill $(jobs -p) 2>/dev/null; exit 143' TERM INT
  while true; do
    "${BASH_SOURCE[0]}" &
    wait $! || say "the next attempt is in $pause seconds"
    sleep "$pause" &
    wait $!
  done
}

back_up_when_due() {
  local in_recovery type
  in_recovery=$(psql --no-psqlrc --no-password --tuples-only --no-align --command 'select pg_is_in_recovery()' postgres) \
    || fail 'this node does not answer'
  [[ $in_recovery == f ]] || return 0
  type=$(about due) || fail 'nobody knows which backup is due'
  [[ -n $type ]] || return 0
  say "making a $type backup"
  pgbackrest --stanza="$stanza" --type="$type" backup || fail "the $type backup failed"
  say "the $type backup is made"
}

# about due|metrics: see base-backups.py. What pgBackRest cannot read it says in what it prints; it tries for minutes, and Prometheus
# waits for ten seconds.
about() {
  { timeout "$([[ $1 == metrics ]] && echo 8 || echo 300)" \
    pgbackrest --stanza="$stanza" --output=json --log-level-console=off info || true; } \
    | python3 "$(dirname "${BASH_SOURCE[0]}")/base-backups.py" "$1"
}

say() {
  printf '%s  %s\n' "$(date -u +%FT%TZ)" "$*"
}

fail() {
  printf 'base-backup.sh: %s\n' "$*" >&2
  exit 1
}

main "$@"
