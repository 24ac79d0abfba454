#!/bin/sh
#
# Puts compose's passwords, which are no secrets, where the agent looks for them.

set -eu

if [ "${1-}" = --help ]; then
  echo 'Usage: vault-init.sh; needs VAULT_ADDR, VAULT_TOKEN, SEI_OPERATOR_KEY'
  exit
fi

vault kv put secret/sei-platform/database username=sei_user password=local owner_password=local
vault kv put secret/sei-platform/redis password=local
vault kv put secret/sei-platform/application \
  encryption_key=bm90IGEgc2VjcmV0LCBmb3IgbG9jYWwgdXNlIG9ubHk= operator_key="$SEI_OPERATOR_KEY"
