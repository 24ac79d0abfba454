#!/usr/bin/env bash
#
# Renders the manifests that are applied file by file, as the guide does, from their kustomize sources.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'USAGE'
Usage: render-manifests.sh [--check | --help]

Writes k8s/production/{blue,green}/api-service.yaml from the Kustomization beside each. Needs kubectl, and no cluster. Run it after a
change below k8s/base/api-service, k8s/vault/api-service or k8s/components/autoscaling.

  --check   write nothing; exit code 1 where a file is not what would be written
  --help    prints this
USAGE
}

main() {
  local colour file
  case ${1-} in
    '' | --check) ;;
    --help | -h)
      usage
      return
      ;;
    *)
      usage >&2
      return 2
      ;;
  esac
  for colour in blue green; do
    file=k8s/production/$colour/api-service.yaml
    if [[ ${1-} == --check ]]; then
      diff --unified "$file" <(render "$colour")
    else
      render "$colour" >"$file.new"
      mv "$file.new" "$file"
      echo "$file"
    fi
  done
}

render() {
  echo "# Rendered from the Kustomization beside it by scripts/render-manifests.sh: change that."
  "${KUBECTL:-kubectl}" kustomize "k8s/production/$1"
}

main "$@"
