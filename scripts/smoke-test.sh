#!/usr/bin/env bash
#
# Looks at a running service from outside: is it up, does it keep strangers out, does it write and read, can it be watched?

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: smoke-test.sh [--management URL] [--address ADDRESS] [--strict] <blue|green|stable|canary|URL>
       smoke-test.sh --help

With a colour or a track, tests one pod of the Deployment of api-service with that label `version`, past the Service that
takes the traffic. With a URL such as https://api.sei.example.com, tests what answers there.

  --management URL   where the management port answers, for a URL (default: port 8081 beside port 8080, else not tested)
  --address ADDRESS  the address of this machine, as the service is to see it (default: it is shown, and not checked).
                     Seeing another one, a load balancer's say, it would count all callers without a key as one
  --strict           a check that had to be skipped counts as failed
  --help             prints this

Environment:
  SEI_SMOKE_TEST_KEY     an API key with the role manager: with it a team is made, read back and deleted
                         (for a colour, default: the key api-key of the Secret smoke-test)
  SMOKE_TEST_NAMESPACE   where the Deployments are (default sei-platform)
  SMOKE_TEST_TIMEOUT     seconds that a request may take (default 10)

Prints a line for each check. Exit code: 0 when none failed, 1 when one did, 2 when the test could not begin.
USAGE
}

readonly namespace=${SMOKE_TEST_NAMESPACE:-sei-platform}
readonly timeout=${SMOKE_TEST_TIMEOUT:-10}
readonly request_id=smoke-test-$$-$RANDOM

target=
base=
management=
address=
strict=false
key=${SEI_SMOKE_TEST_KEY-}
work=
forwarder=
status=000
passed=0 failed=0 skipped=0

main() {
  read_arguments "$@"
  local program
  for program in curl jq; do
    command -v "$program" >/dev/null || refuse "$program is not installed"
  done
  work=$(mktemp -d)
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  case $target in
    http://* | https://*)
      base=${target%/}
      [[ -n $management || $base != *:8080 ]] || management=${base%:8080}:8081
      ;;
    *) forward_ports ;;
  esac
  echo "Smoke test of $target at $base"
  test_probes
  test_access
  test_address
  test_writing
  test_metrics
  test_headers
  [[ $strict == false ]] || failed=$((failed + skipped))
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0))
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --management)
        (($# > 1)) || refuse '--management needs a URL'
        management=${2%/}
        shift
        ;;
      --address)
        (($# > 1)) || refuse '--address needs an address'
        address=$2
        shift
        ;;
      --strict) strict=true ;;
      blue | green | stable | canary | http://* | https://*) target=$1 ;;
      *)
        usage >&2
        refuse "'$1' is neither a colour nor a URL"
        ;;
    esac
    shift
  done
  [[ -n $target ]] || refuse 'name a colour or a URL; see --help'
}

# The port of this machine is one that is free.
forward_ports() {
  local deployment
  command -v kubectl >/dev/null || refuse 'kubectl is not installed'
  deployment=$(kubectl --namespace "$namespace" get deployment --selector "app=api-service,version=$target" --output name) \
    || refuse 'the cluster does not answer'
  [[ $deployment == deployment*/* && $deployment != *$'\n'* ]] \
    || refuse "not one Deployment has app=api-service,version=$target in $namespace"
  [[ -n $key ]] || key=$(kubectl --namespace "$namespace" get secret smoke-test --ignore-not-found \
    --output 'jsonpath={.data.api-key}' | base64 --decode) || true
  kubectl --namespace "$namespace" port-forward "$deployment" :8080 :8081 >"$work/forward" 2>&1 &
  forwarder=$!
  local deadline=$((SECONDS + 30))
  until base=$(forwarded 8080) && management=$(forwarded 8081); do
    kill -0 "$forwarder" 2>/dev/null || refuse "no port could be forwarded: $(tail -n 1 "$work/forward")"
    ((SECONDS < deadline)) || refuse 'no port was forwarded within 30 s'
    sleep 0.2
  done
}

forwarded() {
  local port
  port=$(sed -nE "s/^Forwarding from 127\.0\.0\.1:([0-9]+) -> $1\$/\1/p" "$work/forward" | head -n 1)
  [[ -n $port ]] && echo "http://127.0.0.1:$port"
}

test_probes() {
  if [[ -z $management ]]; then
    skip 'probes: the management port is not reachable from here (--management)'
    return
  fi
  local probe
  for probe in liveness readiness; do
    call GET "$management/actuator/health/$probe"
    check "$probe probe answers UP" "$status $(field .status)" '200 UP'
  done
}

test_access() {
  call GET "$base/api/v1/teams"
  check 'a caller without a key is refused' "$status $(field .code)" '401 unauthorized'
  call GET "$base/api/v1/teams" --header 'X-API-Key: sei_smoke_00000000000000000000000000000000'
  check 'a caller with a made-up key is refused' "$status $(field .code)" '401 unauthorized'
}

test_address() {
  call GET "$base/api/v1/client-address"
  check 'a caller is told its address' "$status" 200
  ((status == 200)) || return 0
  printf 'SEEN  the service sees this machine as %s\n' "$(field .address)"
  [[ -z $address ]] || check 'the service sees the address of this machine' "$(field .address)" "$address"
}

test_writing() {
  if [[ -z $key ]]; then
    skip 'a team is written and read back: SEI_SMOKE_TEST_KEY holds no key'
    return
  fi
  local slug=$request_id id tag
  send POST "$base/api/v1/teams" --data "{\"slug\": \"$slug\", \"name\": \"Smoke test\"}" --header 'Content-Type: application/json'
  check 'a team can be written' "$status" 201
  ((status == 201)) || return 0
  id=$(field .id)
  send GET "$base/api/v1/teams/$id"
  check 'and is read back' "$status $(field .slug)" "200 $slug"
  tag=$(header etag)
  send DELETE "$base/api/v1/teams/$id" --header "If-Match: $tag"
  check 'and can be deleted' "$status" 204
  send GET "$base/api/v1/teams/$id"
  check 'and is gone' "$status" 404
}

test_metrics() {
  if [[ -z $management ]]; then
    skip 'metrics: the management port is not reachable from here (--management)'
    return
  fi
  call GET "$management/actuator/prometheus"
  check 'metrics are there' "$status $(grep -c '^jvm_memory_used_bytes' "$work/body" | sed 's/[1-9][0-9]*/some/')" '200 some'
}

test_headers() {
  call GET "$base/api/v1/teams" --header "X-Request-Id: $request_id"
  check 'the request id comes back' "$(header x-request-id)" "$request_id"
  check 'problems are problem documents' "$(header content-type)" application/problem+json
  check 'types are not to be guessed' "$(header x-content-type-options)" nosniff
  check 'the server does not say what it is made of' "$(header server)$(header x-powered-by)" ''
}

# call METHOD URL [OPTION...]: leaves the status, the headers and the body to be asked for. Status 000: no answer.
call() {
  local method=$1 url=$2
  shift 2
  : >"$work/body"
  : >"$work/headers"
  status=$(curl --silent --show-error --max-time "$timeout" --request "$method" --output "$work/body" \
    --dump-header "$work/headers" --write-out '%{http_code}' "$@" "$url" 2>"$work/error") || status=000
}

# With the key, which curl reads from a pipe: arguments can be seen by everyone on the machine.
send() {
  call "$@" --header @<(printf 'X-API-Key: %s\n' "$key")
}

field() {
  jq --raw-output "$1 // empty" "$work/body" 2>/dev/null || true
}

header() {
  sed -nE "s/^$1: *([^\r]*)\r?\$/\1/Ip" "$work/headers" | tail -n 1
}

# check WHAT ACTUAL EXPECTED
check() {
  if [[ $2 == "$3" ]]; then
    printf 'PASS  %s\n' "$1"
    passed=$((passed + 1))
  else
    printf 'FAIL  %s: %s instead of %s; %s\n' "$1" "'$2'" "'$3'" "$(tail -n 1 "$work/error")$(head -c 200 "$work/body" | tr '\n' ' ')"
    failed=$((failed + 1))
  fi
}

skip() {
  printf 'SKIP  %s\n' "$1"
  skipped=$((skipped + 1))
}

clean_up() {
  [[ -z $forwarder ]] || kill "$forwarder" 2>/dev/null || true
  rm -rf "$work"
}

refuse() {
  printf 'smoke-test.sh: %s\n' "$*" >&2
  exit 2
}

main "$@"
