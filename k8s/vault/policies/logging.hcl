# The accounts of Elasticsearch.
path "secret/data/sei-platform/logging" {
  capabilities = ["read"]
}
