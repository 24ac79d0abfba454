#!/usr/bin/env bash
# Verifies that the record of changes is as it was written.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: SEI_API_KEY=<key> scripts/verify-audit.sh <base-url> [organization-id]

Asks the service to follow the chain of hashes of the caller's organization; an operator's key names the organization, or none for
what concerns the installation, which also finds that the record of an organization is gone.

Exit: 0 whole, 1 not as it was written, 2 could not be verified.
TEXT
}

case "${1:-}" in
    -h | --help) usage && exit 0 ;;
    http://* | https://*) ;;
    *) usage >&2 && exit 2 ;;
esac
if [[ -z "${SEI_API_KEY:-}" ]]; then
    echo "SEI_API_KEY is not set" >&2
    exit 2
fi

url="${1%/}/api/v1/audit-events/verification${2:+?organization_id=$2}"
# The key goes by standard input: a command line is visible to every process.
if ! answer=$(curl --silent --show-error --fail-with-body --max-time 300 --config - "$url" <<<"header = \"X-API-Key: ${SEI_API_KEY}\""); then
    echo "could not verify: ${answer}" >&2
    exit 2
fi
echo "$answer"
[[ "$answer" == *'"intact":true'* ]] || exit 1
