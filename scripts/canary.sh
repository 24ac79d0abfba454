#!/usr/bin/env bash
#
# Sets how much of the traffic the canary takes, by the number of its replicas.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: canary.sh [--total N] <PERCENT>
       canary.sh --help

The Service of k8s/canary spreads connections over the replicas of api-service-stable and api-service-canary alike, so the
canary takes as large a part of the traffic as of the replicas: 10 percent are 9 to 1. The side that grows is ready before
the other one shrinks, so capacity never sinks. 0 takes the canary away at once, before the stable side grows, unless nothing
else serves; 100 lets it take everything.

  PERCENT     0 to 100
  --total N   replicas of both together (default: as many as there are now, at least 10)
  --help      prints this

Environment: SEI_NAMESPACE (default sei-platform), SEI_READY_TIMEOUT (default 300s).
USAGE
}

# shellcheck source=scripts/release-traffic.sh
source "$(dirname "${BASH_SOURCE[0]}")/release-traffic.sh"

main() {
  local percent='' total='' stable canary old_stable old_canary
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        return
        ;;
      --total)
        [[ ${2-} =~ ^[1-9][0-9]{0,2}$ ]] || fail '--total needs a number of replicas'
        total=$2
        shift
        ;;
      *)
        [[ $1 =~ ^(100|[0-9]{1,2})$ ]] || {
          usage >&2
          fail "'$1' is no percentage"
        }
        percent=$((10#$1))
        ;;
    esac
    shift
  done
  [[ -n $percent ]] || fail 'say how many percent; see --help'
  require_cluster
  old_stable=$(replicas_of stable)
  old_canary=$(replicas_of canary)
  [[ -n $total ]] || total=$((old_stable + old_canary > 10 ? old_stable + old_canary : 10))
  # Rounded, but a canary of some percent has a replica, and one of less than all leaves one to the stable version.
  canary=$(((total * percent + 50) / 100))
  ((percent == 0 || canary > 0)) || canary=1
  ((percent == 100 || canary < total)) || canary=$((total - 1))
  stable=$((total - canary))
  # A canary that is taken away may be ill, and there may be no room for more of the other before it is gone.
  if ((canary > old_canary || (canary == 0 && old_stable > 0))); then
    scale canary "$canary"
    scale stable "$stable"
  else
    scale stable "$stable"
    scale canary "$canary"
  fi
  echo "canary $canary of $total replicas, $((100 * canary / total)) percent of the traffic"
}

replicas_of() {
  local deployment
  deployment=$(deployment_of "$1")
  in_cluster get "$deployment" --output 'jsonpath={.spec.replicas}'
}

scale() {
  local deployment
  deployment=$(deployment_of "$1")
  in_cluster scale "$deployment" --replicas "$2"
  in_cluster rollout status "$deployment" --timeout "$ready_timeout" || fail "$1 did not get $2 replicas; the rest is as it was"
}

main "$@"
