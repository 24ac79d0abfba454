#!/usr/bin/env bash
#
# Lets the other colour take the traffic, once it has shown that it can.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: switch-traffic.sh [--skip-smoke-test] <blue|green>
       switch-traffic.sh --help

Waits until every replica of the colour is ready, runs scripts/smoke-test.sh on it, points the Service api-service at it, and
runs the smoke test once more on what serves now. When that fails, the traffic goes back to the colour that had it. Nothing
happens when the colour serves already. The other colour keeps running, for scripts/rollback.sh.

  --skip-smoke-test   when it has just been run
  --help              prints this

Environment: SEI_NAMESPACE (default sei-platform), SEI_READY_TIMEOUT (default 300s), and those of smoke-test.sh.
USAGE
}

directory=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/release-traffic.sh
source "$directory/release-traffic.sh"

main() {
  local colour='' smoke_test=true before
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        return
        ;;
      --skip-smoke-test) smoke_test=false ;;
      blue | green) colour=$1 ;;
      *)
        usage >&2
        fail "'$1' is neither blue nor green"
        ;;
    esac
    shift
  done
  [[ -n $colour ]] || fail 'name the colour that is to serve; see --help'
  require_cluster
  before=$(serving)
  if [[ $before == "$colour" ]]; then
    echo "$colour serves already"
    return
  fi
  await_ready "$colour"
  if [[ $smoke_test == true ]]; then
    "$directory/smoke-test.sh" "$colour" || fail "$colour failed the smoke test; ${before:-every colour} goes on serving"
  fi
  point_service_at "$colour"
  if [[ $smoke_test == true && -n $before ]] && ! "$directory/smoke-test.sh" "$colour"; then
    point_service_at "$before"
    fail "$colour failed once it served; $before serves again"
  fi
  echo "$colour serves. Back: scripts/rollback.sh"
}

main "$@"
