#!/bin/sh
#
# Breaks one thing after another under load, and writes what was seen into docs/reliability.md. Takes about twenty minutes.
# Needs root (for a disk that can be full), nginx and PgBouncer.
#
#   bench/reliability.sh [seconds of each phase, 20 unless given] [requests a second, 10 unless given]

set -eu
cd "$(dirname "$0")/.."

CI=true ./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ReliabilityIT -Dsei.reliability.faults='.*' \
  -Dsei.reliability.seconds="${1:-20}" -Dsei.reliability.rate="${2:-10}" -Dsei.reliability.report=docs/reliability.md
