# shellcheck shell=bash
#
# What switch-traffic.sh, rollback.sh and canary.sh share: who serves, and how it is changed. To be sourced.

readonly namespace=${SEI_NAMESPACE:-sei-platform}
readonly service=api-service
readonly ready_timeout=${SEI_READY_TIMEOUT:-300s}

in_cluster() {
  kubectl --namespace "$namespace" "$@"
}

require_cluster() {
  command -v kubectl >/dev/null || fail 'kubectl is not installed'
  in_cluster get service "$service" --output name >/dev/null || fail "there is no Service $service in $namespace"
}

# The colour that takes the traffic; empty where the Service takes any.
serving() {
  in_cluster get service "$service" --output 'jsonpath={.spec.selector.version}'
}

other_colour() {
  case $1 in
    blue) echo green ;;
    green) echo blue ;;
    *) fail "'$1' is neither blue nor green" ;;
  esac
}

# deployment_of VERSION: its name, such as deployment.apps/api-service-green
deployment_of() {
  local names
  names=$(in_cluster get deployment --selector "app=$service,version=$1" --output name)
  [[ -n $names && $names != *$'\n'* ]] || fail "not one Deployment has app=$service,version=$1 in $namespace"
  echo "$names"
}

await_ready() {
  local deployment
  deployment=$(deployment_of "$1")
  [[ $(in_cluster get "$deployment" --output 'jsonpath={.spec.replicas}') != 0 ]] || fail "$1 has no replicas"
  in_cluster rollout status "$deployment" --timeout "$ready_timeout" || fail "$1 is not ready"
}

# A canary's selector must not stay beside the colour's: nothing has both labels. The front page follows.
point_service_at() {
  local name
  for name in "$service" frontend-service; do
    in_cluster patch service "$name" --patch "{\"spec\":{\"selector\":{\"version\":\"$1\",\"sei-platform.io/release\":null}}}"
  done
  [[ $(serving) == "$1" ]] || fail "the Service $service does not point at $1"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}
