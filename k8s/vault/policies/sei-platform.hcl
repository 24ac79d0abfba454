# The service. The guide lets it read secret/data/sei-platform/*, and so the keys of the backups and the superuser's password.
path "secret/data/sei-platform/database" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/redis" {
  capabilities = ["read"]
}
path "secret/data/sei-platform/application" {
  capabilities = ["read"]
}
