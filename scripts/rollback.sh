#!/usr/bin/env bash
#
# Takes a release back: the colour that served before serves again, or the canary gets no traffic.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: rollback.sh [--yes] [blue|green|canary]
       rollback.sh --help

Without a name or with a colour: points the Service api-service back at that colour (default: the one that does not serve),
if its replicas are ready. It is not tested first: it served before, and time matters. With canary: takes the canary's
replicas away. The schema stays as it is: migrations leave the previous version able to run (docs/runbooks/disaster-recovery.md).

  --yes    do not ask; for scripts
  --help   prints this

Environment: SEI_NAMESPACE (default sei-platform), SEI_READY_TIMEOUT (default 300s).
USAGE
}

directory=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/release-traffic.sh
source "$directory/release-traffic.sh"

main() {
  local to='' assume_yes=false now answer
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        return
        ;;
      --yes) assume_yes=true ;;
      blue | green | canary) to=$1 ;;
      *)
        usage >&2
        fail "'$1' is neither blue nor green nor canary"
        ;;
    esac
    shift
  done
  require_cluster
  if [[ $to == canary ]]; then
    exec "$directory/canary.sh" 0
  fi
  now=$(serving)
  [[ -n $to ]] || to=$(other_colour "$now")
  if [[ $now == "$to" ]]; then
    echo "$to serves already"
    return
  fi
  await_ready "$to"
  if [[ $assume_yes == false ]]; then
    read -r -p "Take the traffic from $now and give it to $to? [y/N] " answer || true
    [[ ${answer-} == [yY] ]] || fail "nothing was changed; ${now:-every colour} goes on serving"
  fi
  point_service_at "$to"
  echo "$to serves"
}

main "$@"
