# The accounts of Redis.
path "secret/data/sei-platform/redis" {
  capabilities = ["read"]
}
