# The agent that production's annotations inject, beside compose: writes what the service reads.
vault {
  address = "http://vault:8200"
}
auto_auth {
  method {
    type = "token_file"
    config = {
      token_file_path = "/etc/vault-agent/token"
    }
  }
}
template {
  destination = "/vault/secrets/database"
  contents    = "{{ with secret \"secret/data/sei-platform/database\" }}spring.datasource.username={{ .Data.data.username }}\nspring.datasource.password={{ .Data.data.password }}\nspring.flyway.user=sei_owner\nspring.flyway.password={{ .Data.data.owner_password }}\n{{ end }}"
}
template {
  destination = "/vault/secrets/redis"
  contents    = "{{ with secret \"secret/data/sei-platform/redis\" }}redis.password={{ .Data.data.password }}\n{{ end }}"
}
template {
  destination = "/vault/secrets/application"
  contents    = "{{ with secret \"secret/data/sei-platform/application\" }}sei.encryption.key={{ .Data.data.encryption_key }}\nsei.security.operator-key={{ .Data.data.operator_key }}\n{{ end }}"
}
