#!/usr/bin/env bash
#
# Renders the manifests that are applied file by file, as the guide does, from their kustomize sources.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'USAGE'
Usage: render-manifests.sh [--check | --help]

Writes k8s/production/{blue,green}/api-service.yaml from the Kustomization beside each, and copies those of
prometheus/rules that have rules about the service into the chart. Needs kubectl, and no cluster. Run it after a
change below k8s/base/api-service, k8s/vault/api-service, k8s/components/autoscaling or prometheus/rules.

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
  # Helm packs no file from outside of its chart; which of the rules a release gets, templates/prometheus-rule.yaml says.
  for file in alerts ingest platform recording service slo; do
    if [[ ${1-} == --check ]]; then
      diff --unified "charts/sei-platform/rules/$file.yml" "prometheus/rules/$file.yml"
    else
      cp "prometheus/rules/$file.yml" charts/sei-platform/rules/
      echo "charts/sei-platform/rules/$file.yml"
    fi
  done
}

render() {
  echo "# Rendered from the Kustomization beside it by scripts/render-manifests.sh: change that."
  "${KUBECTL:-kubectl}" kustomize "k8s/production/$1"
}

main "$@"
