#!/usr/bin/env bash
#
# Restores the latest backup beside everything else, and measures how long it takes and how much would have been lost.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: disaster-recovery-drill.sh [--from NAME] [--then COMMAND] [--keep] [--publish] [--metrics FILE]
       disaster-recovery-drill.sh --help

Restores a backup into a database of its own on PGHOST, asks it for its rows, lets COMMAND use it, deletes it, and reports:

  RTO   recovery time: from the decision to restore until the database answers and COMMAND has succeeded
  RPO   recovery point: how old the data is that the backup brings back, which is what would be lost if only backups were left.
        With the write-ahead log in its archive it is the minute of archive_timeout (docs/runbooks/disaster-recovery.md)

The exit code is 0 when both are within their objectives, 1 when one is not or a step failed. Nothing but the database of the
drill is touched.

  --from NAME      latest (default), or backup_YYYYMMDD_HHMMSS
  --then COMMAND   what must work on the restored database for the recovery to be complete, such as starting the service and
                   its smoke test; finds the name of the database in DRILL_DATABASE and the server in PGHOST
  --keep           leave the database of the drill there
  --publish        write the figures into the store of the backups, where `backup.sh --metrics` finds them
  --metrics FILE   write the figures for Prometheus, for the textfile collector of node_exporter
  --help           prints this

Environment: RTO_OBJECTIVE (seconds, default 3600: the guide's hour), RPO_OBJECTIVE (default 86400: its 24 hours), and those of
restore.sh.
USAGE
}

# shellcheck source=scripts/backup-store.sh
source "$(dirname "${BASH_SOURCE[0]}")/backup-store.sh"

readonly rto_objective=${RTO_OBJECTIVE:-3600} rpo_objective=${RPO_OBJECTIVE:-86400}
database=sei_drill_$(date -u +%Y%m%d_%H%M%S)
readonly database
from=latest
command=
keep=false
publish=false
metrics=

main() {
  read_arguments "$@"
  require_store
  export PGHOST=${PGHOST:-timescaledb} PGUSER=${PGUSER:-postgres}
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  local begun started rows rto rpo figures
  begun=$(date -u +%s)
  started=$(get "$from.json" - | manifest started) || fail "there is no verified backup $from in $store"
  "$(dirname "${BASH_SOURCE[0]}")/restore.sh" --from "$from" --database "$database" || fail "$from could not be restored"
  rows=$(count_rows) || fail 'the restored database does not answer'
  if [[ -n $command ]]; then
    DRILL_DATABASE=$database bash -euo pipefail -c "$command" || fail 'the restored database does not serve: the command failed'
  fi
  rto=$(($(date -u +%s) - begun))
  rpo=$((begun - started))

  echo "rows restored  $rows"
  report RTO "$rto" "$rto_objective"
  report RPO "$rpo" "$rpo_objective"
  figures=$(manifest drill "$(date -u +%s)" "$rto" "$rpo")
  [[ -z $metrics ]] || write_metrics "$figures"
  [[ $publish == false ]] || publish "$figures"
  ((rto <= rto_objective && rpo <= rpo_objective)) || fail 'the objectives are not met'
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --from | --then | --metrics)
        (($# > 1)) || fail "$1 needs a value"
        case $1 in
          --from) from=$2 ;;
          --then) command=$2 ;;
          --metrics) metrics=$2 ;;
        esac
        shift
        ;;
      --keep) keep=true ;;
      --publish) publish=true ;;
      *)
        usage >&2
        fail "unknown option $1"
        ;;
    esac
    shift
  done
  [[ $from =~ ^(latest|backup_[0-9]{8}_[0-9]{6})$ ]] || fail "'$from' is no name of a backup"
  [[ $rto_objective$rpo_objective =~ ^[0-9]+$ ]] || fail 'an objective is no number of seconds'
}

# Every row of every table of the platform is read once.
count_rows() {
  ask --dbname="$database" <<'SQL'
select sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', schemaname, tablename), false, true, '')))[1]::text::bigint)
from pg_tables where schemaname = 'public';
SQL
}

report() {
  printf '%s            %s s, objective %s s: %s\n' "$1" "$2" "$3" "$( (($2 <= $3)) && echo met || echo 'NOT MET')"
}

# In one move: the collector never sees half a file.
write_metrics() {
  manifest drill-metrics <<<"$1" >"$metrics.new"
  mv "$metrics.new" "$metrics"
}

publish() {
  put - drill.json <<<"$1" || fail "the figures could not be written to $store"
}

clean_up() {
  local code=$?
  if [[ $keep == false ]]; then
    ask --dbname=postgres --command="drop database if exists $database with (force)" 2>/dev/null \
      || say "$database is left on $PGHOST"
  fi
  exit "$code"
}

main "$@"
