#!/usr/bin/env bash
#
# Wraps the dashboards that are applied one by one as config maps: grafana/dashboards is the source.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly source=grafana/dashboards target=k8s/monitoring/grafana-dashboards

usage() {
  cat <<'USAGE'
Usage: render-dashboards.sh [--help]

Writes k8s/monitoring/grafana-dashboards/{kubernetes-cluster,sei-platform}.json, config maps for `kubectl apply -f`, from the
dashboards of the same names in grafana/dashboards. Needs jq. Run it after a change of these two; a test compares them.
USAGE
}

main() {
  case ${1:-} in
    '') ;;
    --help)
      usage
      return
      ;;
    *)
      usage >&2
      return 2
      ;;
  esac
  mkdir -p "$target"
  for name in kubernetes-cluster sei-platform; do
    render "$name" >"$target/$name.json.new"
    mv "$target/$name.json.new" "$target/$name.json"
    echo "$target/$name.json"
  done
}

render() {
  jq --null-input --arg name "$1" --rawfile dashboard "$source/$1.json" '{
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: ("grafana-dashboard-" + $name),
      namespace: "sei-platform",
      labels: {"app.kubernetes.io/part-of": "sei-platform", grafana_dashboard: "1"}
    },
    data: {($name + ".json"): $dashboard}
  }'
}

main "$@"
