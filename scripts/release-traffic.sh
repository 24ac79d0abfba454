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
  local deployment autoscaler
  deployment=$(deployment_of "$1")
  [[ $(in_cluster get "$deployment" --output 'jsonpath={.spec.replicas}') != 0 ]] || fail "$1 has no replicas"
  # Ready with the one pod that it is made with, a new Deployment waits for its autoscaler's first look.
  autoscaler=$(in_cluster get horizontalpodautoscaler --selector "app=$service,version=$1" --output name)
  [[ -z $autoscaler ]] || in_cluster wait "$autoscaler" --for condition=AbleToScale --timeout "$ready_timeout" \
    || fail "the autoscaler of $1 does not scale it"
  in_cluster rollout status "$deployment" --timeout "$ready_timeout" || fail "$1 is not ready"
}

# A canary's selector must not stay beside the colour's: nothing has both labels.
point_service_at() {
  in_cluster patch service "$service" --patch "{\"spec\":{\"selector\":{\"version\":\"$1\",\"sei-platform.io/release\":null}}}"
  [[ $(serving) == "$1" ]] || fail "the Service $service does not point at $1"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}
