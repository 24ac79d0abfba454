# Who restores the database: the key of the backups, and the superuser.
path "secret/data/sei-platform/backup" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/timescaledb" {
  capabilities = ["read"]
}
