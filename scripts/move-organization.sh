#!/usr/bin/env bash
#
# Moves one organization from the database of one platform to that of another.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: move-organization.sh <from> <to> <organization-id>
       move-organization.sh --help

Moves an organization with everything that belongs to it, its keys and integrations included, and deletes it where it was. <from> and
<to> are connection strings of libpq for the owner of the tables, past any pooler, such as "host=db1 dbname=sei user=sei_owner";
passwords come from ~/.pgpass or PGPASSFILE. Both platforms must be of the same version and hold the same sei.encryption.key.

All or nothing arrives. While it runs, whoever writes to the organization waits, and is asked to try again. Not moved: the audit
record, which is sealed where it was written (export it first), and what Redis holds. Afterwards senders call the new address.

Needs psql, and room for the organization's rows under TMPDIR.

Exit: 0 moved; otherwise nothing has arrived, or the message says what to do.
USAGE
}

main() {
  case ${1-} in
    --help | -h) usage && return ;;
    -* | '') usage >&2 && return 2 ;;
  esac
  (($# == 3)) || { usage >&2 && return 2; }
  from=$1 to=$2 organization=$3
  [[ $organization =~ ^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ]] || fail "not an id: $organization"
  local here there
  here=$(schema_of "$from")
  there=$(schema_of "$to")
  [[ $here == "$there" ]] || fail 'the two databases are not of the same version'
  [[ $(ask "$from" "select exists (select from organizations where id = '$organization')") == t ]] ||
    fail 'there is no such organization'
  [[ $(ask "$to" "select exists (select from organizations where id = '$organization')") == f ]] ||
    fail 'the organization is there already'

  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  chmod 700 "$folder"
  plan
  move
}

# The tables that hold rows of organizations, found by their columns and foreign keys, those referred to first; and three scripts,
# which export, import and delete these rows. Numbers that the other database gives out itself are not taken along; that of an
# environment, by which facts refer to it, is looked up there by the environment's name.
plan() {
  ask "$from" "
    create temporary table held as
      with recursive referring (id, depth) as (
        select c.oid, 0 from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        union
        select f.conrelid, depth + 1
        from referring
        join pg_constraint f on f.contype = 'f' and f.confrelid = referring.id and f.conrelid <> f.confrelid
      )
      select id, id::regclass::text as name, max(depth) as depth, null::text as condition
      from referring
      where id::regclass::text not in ('audit_events', 'flyway_schema_history')
        -- A hypertable answers for its chunks, which refer to others as it does.
        and (select relnamespace from pg_class where oid = id) = 'public'::regnamespace
      group by id;
    update held h set condition = format('%I = %L', a.attname, '$organization')
    from pg_attribute a
    where a.attrelid = h.id and a.attname = case h.name when 'organizations' then 'id' else 'organization_id' end;
    do \$\$
    begin
      loop
        update held h set condition = (
          select format('(%s) in (select %s from %s where %s)',
                        (select string_agg(quote_ident(a.attname), ', ' order by k.place)
                         from unnest(f.conkey) with ordinality k (number, place)
                         join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
                        (select string_agg(quote_ident(a.attname), ', ' order by k.place)
                         from unnest(f.confkey) with ordinality k (number, place)
                         join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number),
                        owner.name, owner.condition)
          from pg_constraint f
          join held owner on owner.id = f.confrelid and owner.condition is not null
          where f.contype = 'f' and f.conrelid = h.id
          order by owner.name
          limit 1)
        where condition is null
          and exists (select from pg_constraint f
                      join held owner on owner.id = f.confrelid and owner.condition is not null
                      where f.contype = 'f' and f.conrelid = h.id);
        exit when not found;
      end loop;
    end
    \$\$;
    create temporary table moved as
      select h.*, c.columns, c.by_environment
      from held h
      cross join lateral (
        select string_agg(quote_ident(attname), ', ' order by attnum) as columns,
               bool_or(attname = 'environment_id') as by_environment
        from pg_attribute
        where attrelid = h.id and attnum > 0 and not attisdropped and attidentity = '') c
      where h.condition is not null;

    \o $folder/export.sql
    select format('\\copy (select id, key from environments where %s) to ''$folder/numbers''', condition)
    from moved where name = 'environments';
    select format('\\copy (select %s from %s where %s) to ''$folder/%s''', columns, name, condition, name)
    from moved order by depth, name;

    \o $folder/import.sql
    select 'create temporary table numbers (old integer, key text, id integer);';
    select '\\copy numbers (old, key) from ''$folder/numbers''';
    select case when by_environment
                then format('create temporary table arriving as select %s from %s with no data;', columns, name) || E'\n'
                     || format('\\copy arriving from ''$folder/%s''', name) || E'\n'
                     || format('update arriving set environment_id = numbers.id from numbers where environment_id = numbers.old;')
                     || E'\n' || format('insert into %s (%s) select * from arriving; drop table arriving;', name, columns)
                else format('\\copy %s (%s) from ''$folder/%s''', name, columns, name) end
           || case when name = 'environments'
                   then E'\n' || 'update numbers set id = environments.id from environments'
                        || format(' where organization_id = %L and environments.key = numbers.key;', '$organization')
                   else '' end
    from moved order by depth, name;

    \o $folder/delete.sql
    select format('delete from %s where %s;', name, condition) from moved order by depth desc, name;
  " >/dev/null
}

# One transaction here holds the lock of the organization's writers from before its rows are read until they are deleted, which is
# after they have arrived there.
move() {
  cat >"$folder/arrive.sql" <<SQL
begin;
\i $folder/import.sql
commit;
SQL
  printf '%s\n' "$to" >"$folder/to"
  cat >"$folder/move.sql" <<SQL
begin;
set local lock_timeout = '60s';
select pg_advisory_xact_lock(hashtextextended('people $organization', 0));
select pg_advisory_xact_lock(hashtextextended('ingest $organization', 0));
\i $folder/export.sql
\! psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="\$(cat '$folder/to')" --file='$folder/arrive.sql' && touch '$folder/arrived'
\set arrived \`test -e '$folder/arrived' && echo true || echo false\`
\if :arrived
\i $folder/delete.sql
commit;
\! touch '$folder/deleted'
\else
rollback;
\endif
SQL
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$from" --file="$folder/move.sql" >/dev/null || true
  [[ -e $folder/arrived ]] || fail 'nothing has arrived, and the organization is where it was'
  [[ -e $folder/deleted ]] ||
    fail 'the organization has arrived but is also where it was: keep writers from one of the two, and delete the other by the API'
  echo "moved organization $organization"
}

# What the schema was made by.
schema_of() {
  ask "$1" "select string_agg(concat_ws(' ', version, script, checksum), ',' order by script) from flyway_schema_history where success"
}

ask() {
  psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --dbname="$1" <<<"$2"
}

fail() {
  printf 'move-organization.sh: %s\n' "$*" >&2
  exit 1
}

main "$@"
