# The pooler's own account; the service's it asks the database for.
path "secret/data/sei-platform/pgbouncer" {
  capabilities = ["read"]
}
