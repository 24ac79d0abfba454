# Grafana's administrator and account in the database, and where alerts go.
path "secret/data/sei-platform/monitoring" {
  capabilities = ["read"]
}
