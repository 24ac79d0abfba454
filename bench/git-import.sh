#!/bin/sh
#
# Imports a git repository into a running service in local mode, and compares it with git: how long it takes against
# `git log --numstat` of the same commits, and what was stored against what git says. A branch is imported as a new
# repository of the organization, so it can be repeated.
#
#   bench/git-import.sh <path of a repository> [branch]
#
# Settings: SEI_URL (http://localhost:8080), SEI_DIRECTORY (.sei: its key and the address of its database).
# Needs git, curl, jq and psql.

set -eu

repository=$(CDPATH='' cd -- "$1" && pwd)
branch=${2:-$(git -C "$repository" symbolic-ref --short HEAD)}
url=${SEI_URL:-http://localhost:8080}
directory=${SEI_DIRECTORY:-.sei}
postgres=$(sed 's/^jdbc://' "$directory/postgres.url")
pattern='^v?[0-9]+([.][0-9]+)+$'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# In a file: an argument could be seen by everybody on the machine.
printf 'X-API-Key: %s\n' "$(cat "$directory/admin-key")" > "$scratch/key"

# Git as it is without anybody's configuration, as the import reads repositories.
git() {
  GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null command git -c core.quotePath=true "$@"
}

call() {
  curl --silent --show-error --fail-with-body --header "@$scratch/key" --header 'Content-Type: application/json' "$@"
}

ask() {
  psql "$postgres" --no-psqlrc --quiet --tuples-only --no-align --field-separator ' ' --set "id=$id" "$@"
}

now() {
  date +%s.%N
}

# What both are about to read is brought into the page cache first.
git -C "$repository" rev-list --objects "$branch" --tags > /dev/null
released=$(git -C "$repository" tag | grep -E "$pattern" | sed 's|^|refs/tags/|; s|$|^{commit}|' || true)

began=$(now)
# shellcheck disable=SC2086
git -C "$repository" log --numstat --no-mailmap --format='commit %H' "refs/heads/$branch" $released > "$scratch/numstat"
ended=$(now)
git_seconds=$(echo "$began $ended" | awk '{ printf "%.1f", $2 - $1 }')

name=$(basename "$(dirname "$repository")")-$(date +%s)
id=$(call --data "{\"name\": \"$name\", \"provider\": \"git\", \"provider_id\": \"$name\", \"default_branch\": \"$branch\"}" \
  "$url/api/v1/repositories" | jq -r .id)
began=$(now)
import=$(call --data "{\"path\": \"$repository\"}" "$url/api/v1/repositories/$id/imports" | jq -r .id)
call --no-buffer "$url/api/v1/imports/$import/events" > "$scratch/events"
ended=$(now)
call "$url/api/v1/imports/$import" > "$scratch/import"
seconds=$(echo "$began $ended" | awk '{ printf "%.1f", $2 - $1 }')
jq -r '"import: \(.status), \(.commits_imported) commits, \(.deployments_imported) deployments"' "$scratch/import"
echo "$git_seconds $seconds" | awk '{ printf "git log --numstat: %s s, import: %s s, ratio %.2f\n", $1, $2, $2 / $1 }'

awk '/^commit / { sha = $2; added[sha] = deleted[sha] = files[sha] = 0; next }
     NF { added[sha] += $1; deleted[sha] += $2; files[sha]++ }
     END { for (sha in added) print sha, added[sha], deleted[sha], files[sha] }' "$scratch/numstat" | sort > "$scratch/git-lines"
ask --command "select sha, coalesce(lines_added, 0), coalesce(lines_deleted, 0), coalesce(files_changed, 0)
               from commits where repository_id = '$id'" | sort > "$scratch/lines"
# shellcheck disable=SC2086
git -C "$repository" log --use-mailmap --format='%H %aE' "refs/heads/$branch" $released | tr '[:upper:]' '[:lower:]' |
  sed -E 's|([0-9]+[+])?([^ ]*)@users[.]noreply[.]github[.]com$|\2|' | sort > "$scratch/git-authors"
ask --command "select c.sha, i.value from commits c left join identities i on i.id = c.author_identity_id
               where c.repository_id = '$id'" | sort > "$scratch/authors"
for tag in $(git -C "$repository" tag | grep -E "$pattern" || true); do
  echo "$tag $(git -C "$repository" rev-parse "refs/tags/$tag^{commit}")"
done | sort > "$scratch/git-tags"
ask --command "select ref, commit_sha from deployments where repository_id = '$id'" | sort > "$scratch/tags"

compare() {
  printf '%s: %s by git, %s imported, %s differ\n' "$1" "$(wc -l < "$scratch/git-$2")" "$(wc -l < "$scratch/$2")" \
    "$(comm -3 "$scratch/git-$2" "$scratch/$2" | awk '{ print $1 }' | sort -u | wc -l)"
}

sum() {
  awk '{ added += $2; deleted += $3; files += $4 } END { print "+" added, "-" deleted, files, "files" }' "$1"
}

compare 'commits with lines and files' lines
compare 'commits with author' authors
compare 'release tags' tags
echo "lines by git: $(sum "$scratch/git-lines"); imported: $(sum "$scratch/lines")"
[ -n "${KEEP:-}" ] && cp -r "$scratch" "$KEEP"
if [ -n "${SHOW:-}" ]; then
  comm -3 "$scratch/git-lines" "$scratch/lines"
  comm -3 "$scratch/git-authors" "$scratch/authors"
  comm -3 "$scratch/git-tags" "$scratch/tags"
fi
