# shellcheck shell=bash
#
# What backup.sh, restore.sh and the drill share: the store, the cipher, and how a whole dump ends. To be sourced.

readonly store=${BACKUP_DESTINATION:+${BACKUP_DESTINATION%/}/}
readonly last_line='-- the whole database stands above'
readonly object_name='^backup_[0-9]{8}_[0-9]{6}\.(sql\.gz\.enc|json)$'

require_store() {
  [[ $store == s3://?*/ ]] || fail "BACKUP_DESTINATION is '${BACKUP_DESTINATION-}', not like s3://bucket/"
  require_programs aws python3
}

require_key() {
  if [[ -z ${ENCRYPTION_KEY-} && -n ${ENCRYPTION_KEY_FILE-} ]]; then
    ENCRYPTION_KEY=$(cat "$ENCRYPTION_KEY_FILE") || fail 'ENCRYPTION_KEY_FILE cannot be read'
  fi
  export ENCRYPTION_KEY=${ENCRYPTION_KEY-}
  ((${#ENCRYPTION_KEY} >= 20)) || fail 'ENCRYPTION_KEY must have 20 characters or more: openssl rand -base64 32'
  require_programs openssl gzip psql pg_dump
}

require_programs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || fail "$program is not installed"
  done
}

# openssl's own default derives the key by one round of a hash, which lets passphrases be tried by the billion.
encrypt() {
  openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -salt -pass env:ENCRYPTION_KEY
}

decrypt() {
  openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -pass env:ENCRYPTION_KEY
}

holds_whole_dump() {
  [[ $(decrypt <"$1" 2>/dev/null | gunzip 2>/dev/null | tail -n 1) == "$last_line" ]]
}

manifest() {
  python3 "$(dirname "${BASH_SOURCE[0]}")/backup-manifest.py" "$@"
}

# ask: runs the SQL of the standard input, prints bare values.
ask() {
  psql --no-psqlrc --no-password --quiet --no-align --tuples-only --set ON_ERROR_STOP=on "$@"
}

put() {
  aws s3 cp --only-show-errors "$1" "$store$2"
}

get() {
  aws s3 cp --only-show-errors "$store$1" "$2"
}

copy() {
  # Without tags: none are set, and to copy them needs a permission more.
  aws s3 cp --only-show-errors --copy-props metadata-directive "$store$1" "$store$2"
}

remove() {
  aws s3 rm --only-show-errors "$store$1"
}

# list_objects PREFIX: name and bytes of each object of a backup, sorted. `aws s3 ls` fails where nothing matches.
list_objects() {
  local bucket=${store#s3://} path
  bucket=${bucket%%/*}
  path=${store#"s3://$bucket/"}
  aws s3api list-objects-v2 --bucket "$bucket" --prefix "$path$1" --output text \
    --query "Contents[].[Key, Size]" \
    | awk -F '\t' -v skip="${#path}" -v pattern="$object_name" '
        { name = substr($1, skip + 1) } name ~ pattern { print name, $2 }' \
    | sort
}

# Those with a manifest: the others were never verified.
list_backups() {
  list_objects backup_ | awk '
    { stem = $1; sub(/\..*/, "", stem) }
    $1 ~ /\.json$/ { verified[stem] = 1; next }
    { bytes[stem] = $2 }
    END { for (stem in verified) if (stem in bytes) print stem, bytes[stem] }' | sort
}

say() {
  printf '%s  %s\n' "$(date -u +%FT%TZ)" "$*"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}
