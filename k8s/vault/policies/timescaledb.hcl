# The database: it gives every role its password, and encrypts its archive.
path "secret/data/sei-platform/timescaledb" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/database" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/pgbouncer" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/backup" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/monitoring" {
  capabilities = ["read"]
}
