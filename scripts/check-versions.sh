#!/usr/bin/env bash
#
# Says which of the pinned versions have aged.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'USAGE'
Usage: check-versions.sh [--on YYYY-MM-DD]
       check-versions.sh --help

Reads docs/versions.md and prints each version that is not supported any more, or is to be looked at again. It asks nobody, so
it says nothing of releases that came meanwhile.

  --on YYYY-MM-DD   as of this day (default: today)
  --help            prints this

Exit code: 0 when none has aged, 1 when one has, 2 when the table cannot be read.
USAGE
}

main() {
  local today aged=0 rows=0 what version supported again
  today=$(date --utc +%F)
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        return
        ;;
      --on)
        [[ ${2-} =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || refuse '--on needs a day such as 2027-01-31'
        today=$2
        shift
        ;;
      *)
        usage >&2
        refuse "'$1' is unknown"
        ;;
    esac
    shift
  done
  while IFS='|' read -r _ what version supported again _; do
    read -r what <<<"$what"
    read -r version <<<"$version"
    read -r supported <<<"$supported"
    read -r again <<<"$again"
    [[ $again =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || continue
    rows=$((rows + 1))
    # Days of this form are in the order of their letters.
    if [[ $supported != - && $supported < $today ]]; then
      echo "$what $version: not supported since $supported"
      aged=1
    elif [[ $again < $today ]]; then
      echo "$what $version: look for newer releases (due $again)"
      aged=1
    fi
  done <docs/versions.md
  ((rows > 0)) || refuse 'docs/versions.md has no versions'
  ((aged == 1)) || echo "none of $rows versions has aged"
  return "$aged"
}

refuse() {
  printf 'check-versions.sh: %s\n' "$*" >&2
  exit 2
}

main "$@"
