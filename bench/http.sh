#!/bin/sh
#
# Asks a service that runs on this machine as fast as it answers: the DORA metrics of the organization, which are in its memory after
# the first time, and beside them its probe, which does nothing, for comparison. Needs wrk. To be started before, without limits:
#
#   SEI_RATELIMIT_ENABLED=false ./mvnw spring-boot:run
#   bench/http.sh [seconds of each, 15 unless given] [connections, 16 unless given]

set -eu
cd "$(dirname "$0")/.."

# From the file: an argument could be seen by everybody on the machine.
script=$(mktemp)
trap 'rm -f "$script"' EXIT
echo 'wrk.headers["X-API-Key"] = io.lines(".sei/admin-key")()' >"$script"
day=$(date -u +%Y-%m-%d)
seconds=${1:-15}
connections=${2:-16}

ask() {
  echo "== $1"
  wrk --threads 2 --connections "$connections" --duration "${seconds}s" --latency --script "$script" "$2" |
    grep -E '50%|75%|90%|99%|Requests/sec|Non-2xx|Socket errors'
}

# The first requests are slower: Java compiles what is used.
ask 'warming up' "http://localhost:8080/api/v1/analytics/dora?start=2026-01-01T00:00:00Z&end=${day}T00:00:00Z"
ask 'DORA metrics, kept' "http://localhost:8080/api/v1/analytics/dora?start=2026-01-01T00:00:00Z&end=${day}T00:00:00Z"
ask 'liveness' 'http://localhost:8081/actuator/health/liveness'
