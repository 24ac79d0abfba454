# The key of the backups and the account that dumps.
path "secret/data/sei-platform/backup" {
  capabilities = ["read"]
}
