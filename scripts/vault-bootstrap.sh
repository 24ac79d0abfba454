#!/usr/bin/env bash
#
# Makes a new Vault ready for the platform: engines, policies, roles, and a secret for everything that needs one.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: vault-bootstrap.sh [--dry-run]
       vault-bootstrap.sh --help

Enables the key-value engine at secret/, an audit device and the Kubernetes auth method, writes the policies of
k8s/vault/policies, binds each to the service accounts that need it, and makes up the passwords and keys that are not there yet.
What is there stays: the script can be run again at any time, after a new policy or for a new secret. It prints no secret.

What nobody can make up is named at the end: the addresses to which alerts go.

  --dry-run   say what would be done
  --help      prints this

Environment: VAULT_ADDR and VAULT_TOKEN (or a login before) as for the vault command line, with the rights of an administrator;
SEI_NAMESPACE (default sei-platform) and SEI_VAULT_AUDIT_LOG (default /vault/audit/audit.log).
USAGE
}

readonly namespace=${SEI_NAMESPACE:-sei-platform}
readonly audit_log=${SEI_VAULT_AUDIT_LOG:-/vault/audit/audit.log}
policies=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/k8s/vault/policies
readonly policies
dry_run=false
missing=()

main() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        return
        ;;
      --dry-run) dry_run=true ;;
      *)
        usage >&2
        fail "unknown option $1"
        ;;
    esac
    shift
  done
  local program
  for program in vault jq openssl; do
    command -v "$program" >/dev/null || fail "$program is not installed"
  done
  vault token lookup >/dev/null || fail 'Vault does not answer, or knows no token of yours'

  enable_engines
  write_policies
  bind_roles
  make_secrets
  if ((${#missing[@]})); then
    printf 'still to be given by you, with vault kv patch -mount=secret:\n'
    printf '  %s\n' "${missing[@]}"
  fi
}

enable_engines() {
  has secrets secret/ || change 'enable secret/' vault secrets enable -path=secret -version=2 kv
  has auth kubernetes/ || change 'enable the Kubernetes auth method' vault auth enable kubernetes
  # Vault runs in the cluster, and takes the certificate and the token of its own service account.
  change 'tell it where the API server is' vault write auth/kubernetes/config kubernetes_host=https://kubernetes.default.svc
  has audit file/ || change 'record every access' vault audit enable file "file_path=$audit_log"
}

# has KIND PATH: whether an engine, a method or a device is there. Vault answers 2 where there is none at all.
has() {
  vault "$1" list -format=json 2>/dev/null | jq --exit-status --arg path "$2" 'has($path)' >/dev/null
}

write_policies() {
  local file name
  for file in "$policies"/*.hcl; do
    [[ -e $file ]] || continue
    name=$(policy_of "$(basename "$file" .hcl)")
    change "write the policy $name" vault policy write "$name" "$file"
  done
}

# The guide calls the service's one sei-platform-policy.
policy_of() {
  if [[ $1 == sei-platform ]]; then echo sei-platform-policy; else echo "$1"; fi
}

# The guide leaves this out; without a role no pod can log in.
bind_roles() {
  bind sei-platform sei-platform-sa
  bind timescaledb timescaledb
  bind pgbouncer pgbouncer
  bind redis redis
  bind backup database-backup,backup-metrics,recovery-drill
  bind recovery recovery
  bind monitoring grafana,alertmanager
  bind logging elasticsearch,kibana,logstash,logging-bootstrap
}

bind() {
  change "let $2 log in as $1" vault write "auth/kubernetes/role/$1" \
    bound_service_account_names="$2" bound_service_account_namespaces="$namespace" \
    audience=vault token_policies="$(policy_of "$1")" token_ttl=1h token_max_ttl=24h
}

make_secrets() {
  secret database username:sei_user password owner_password
  secret redis password exporter_password
  secret application encryption_key:base64 operator_key:operator
  secret timescaledb superuser_password replication_password rewind_password archive_key
  secret pgbouncer password
  secret backup encryption_key database_password
  secret monitoring grafana_admin_password readonly_password monitor_password \
    pagerduty_routing_key:given slack_url:given dead_mans_switch_url:given
  secret logging elastic_password kibana_password logstash_password kibana_encryption_key grafana_password
}

# secret NAME FIELD[:KIND]...: adds the fields that are not there. -cas lets no other change be overwritten unseen.
secret() {
  local name=$1 state version present added='{}' field kind
  shift
  state=$(vault kv get -mount=secret -format=json "sei-platform/$name" 2>/dev/null) || state='{}'
  version=$(jq '.data.metadata.version // 0' <<<"$state")
  present=$(jq '.data.data // {}' <<<"$state")
  for field in "$@"; do
    kind=${field#*:}
    field=${field%%:*}
    jq --exit-status --arg field "$field" 'has($field)' <<<"$present" >/dev/null && continue
    if [[ $kind == given ]]; then
      missing+=("sei-platform/$name $field=...")
      continue
    fi
    added=$(value_of "$kind" | jq --raw-input --arg field "$field" --argjson added "$added" '$added + {($field): .}')
  done
  [[ $added != '{}' ]] || return 0
  change "make up sei-platform/$name: $(jq --raw-output 'keys | join(", ")' <<<"$added")" \
    vault kv put -mount=secret -cas="$version" "sei-platform/$name" - <<<"$(jq --argjson added "$added" '. + $added' <<<"$present")"
}

# Hexadecimal, so that no file, URL or shell that a password passes has to quote it.
value_of() {
  case $1 in
    base64) openssl rand -base64 32 ;;
    operator) echo "sei_operator_$(openssl rand -hex 24)" ;;
    sei_user) echo sei_user ;;
    *) openssl rand -hex 24 ;;
  esac
}

change() {
  echo "$1"
  shift
  [[ $dry_run == true ]] || "$@" >/dev/null || fail "failed: $1 $2 $3"
}

fail() {
  printf 'vault-bootstrap.sh: %s\n' "$*" >&2
  exit 1
}

main "$@"
