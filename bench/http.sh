#!/bin/sh
#
# Asks a service that runs on this machine as fast as it answers: the DORA metrics of the organization, which are in its memory after
# the first time; those of ever other periods, which have to be computed; and its probe, which does nothing, for comparison. It
# first takes in a thousand deployments. Needs curl, jq and wrk. To be started before, without limits:
#
#   SEI_RATELIMIT_ENABLED=false ./mvnw spring-boot:run
#   bench/http.sh [seconds of each, 15 unless given] [connections, 16 unless given]

set -eu
cd "$(dirname "$0")/.."

# In files: an argument could be seen by everybody on the machine.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
script=$scratch/script
echo 'wrk.headers["X-API-Key"] = io.lines(".sei/admin-key")()' >"$script"
printf 'X-API-Key: %s\n' "$(cat .sei/admin-key)" >"$scratch/key"

post() {
  curl --silent --show-error --fail-with-body --header "@$scratch/key" --header 'Content-Type: application/json' \
    --data @- "http://localhost:8080/api/v1/$1"
}

name=bench-$(date +%s)
repository=$(jq --null-input --arg name "$name" \
  '{name: $name, provider: "git", provider_id: $name, default_branch: "main"}' | post repositories | jq --raw-output .id)
jq --null-input --arg repository "$repository" '[range(1000) | {repository_id: $repository, external_id: "deployment-\(.)",
  environment: "production", commit_sha: ("\(.)" | "0" * (40 - length) + .), finished_at: (now - . * 3600 | floor | todate),
  status: (if . % 10 == 0 then "failure" else "success" end)}]' | post events/deployments | jq --compact-output 'del(.results)'

day=$(date -u +%Y-%m-%d)
seconds=${1:-15}
connections=${2:-16}

figures=http://localhost:8080/api/v1/analytics/dora
cat "$script" - >"$scratch/computed" <<EOF
math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16))
request = function()
  local start = os.date("!%Y-%m-%dT%H:%M:%SZ", 1767225600 + math.random(8640000))
  return wrk.format("GET", "/api/v1/analytics/dora?start=" .. start .. "&end=${day}T00:00:00Z")
end
EOF

ask() {
  echo "== $1"
  wrk --threads 2 --connections "$connections" --duration "${seconds}s" --latency --script "$3" "$2" |
    grep -E '50%|75%|90%|99%|Requests/sec|Non-2xx|Socket errors'
}

# The first requests are slower: Java compiles what is used.
ask 'warming up' "$figures?start=2026-01-01T00:00:00Z&end=${day}T00:00:00Z" "$script"
ask 'DORA metrics, kept' "$figures?start=2026-01-01T00:00:00Z&end=${day}T00:00:00Z" "$script"
ask 'DORA metrics, of a period that nobody has asked for yet' "$figures" "$scratch/computed"
ask 'liveness' 'http://localhost:8081/actuator/health/liveness' "$script"
