# Grafana's administrator and its accounts in the database and in Elasticsearch, and where alerts go.
path "secret/data/sei-platform/monitoring" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/logging" {
  capabilities = ["read"]
}
