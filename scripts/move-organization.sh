#!/usr/bin/env bash
#
# Moves one organization from the database of one platform to that of another.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: move-organization.sh <from> <to> <organization-id>
       move-organization.sh --finish <from> <to> <organization-id>
       move-organization.sh --help

Moves an organization with everything that belongs to it, its keys and integrations included, and deletes it where it was. <from> and
<to> are connection strings of libpq for the owner of the tables, past any pooler, such as "host=db1 dbname=sei user=sei_owner";
passwords come from ~/.pgpass or PGPASSFILE. Both platforms must be of the same version and edition of the database, and have the
same sei.encryption.key.

All or nothing arrives. While it runs, whoever writes to the organization waits, and is asked to try again. Not moved: the audit
record, which is sealed where it was written (export it first), and what Redis holds. Afterwards senders call the new address.

  --finish    deletes the organization where it was, after a move whose connection was lost when everything had arrived

Needs psql, and room for the organization's rows under TMPDIR.

Exit: 0 moved; otherwise nothing has arrived, or the message says what to do.
USAGE
}

main() {
  finish=false
  case ${1-} in
    --help | -h) usage && return ;;
    --finish) finish=true && shift ;;
    -* | '') usage >&2 && return 2 ;;
  esac
  (($# == 3)) || { usage >&2 && return 2; }
  from=$1 to=$2 organization=$3
  [[ $organization =~ ^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ]] || fail "not an id: $organization"
  local here there
  here=$(schema_of "$from")
  there=$(schema_of "$to")
  [[ $here == "$there" ]] || fail 'the two databases are not of the same version and edition'
  [[ $(is_in "$from") == t ]] || fail 'there is no such organization'
  if [[ $(is_in "$to") == t ]]; then
    $finish || fail 'the organization is in both: with --finish it is deleted where it was'
  else
    ! $finish || fail 'the organization has not arrived'
  fi

  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  [[ $folder =~ ^[A-Za-z0-9/._-]+$ ]] || fail 'TMPDIR must not have blanks or quotes'
  plan
  move
}

# The tables that hold rows of organizations, found by their columns and foreign keys, and three scripts: one locks what other rows
# refer to, so that nothing is added any more; one takes the rows away, those that refer to others first, and writes down exactly
# what it took; one brings them in the opposite order. Numbers that the other database gives out itself are not taken along; that of
# an environment, by which facts refer to it, is looked up there by the environment's name.
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
      where id::regclass::text not in ('audit_events', 'audit_heads', 'access_version', 'flyway_schema_history',
                                       'pending_refreshes', 'shedlock')
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
      if exists (select from held where condition is null) then
        raise exception 'nothing tells whose the rows of these tables are: %',
          (select string_agg(name, ', ') from held where condition is null);
      end if;
    end
    \$\$;
    create temporary table moved as
      select h.*, c.columns, c.mapped, c.by_environment
      from held h
      cross join lateral (
        select string_agg(quote_ident(attname), ', ' order by attnum) as columns,
               string_agg(case attname when 'environment_id' then 'numbers.id' else 'arriving.' || quote_ident(attname) end,
                          ', ' order by attnum) as mapped,
               bool_or(attname = 'environment_id') as by_environment
        from pg_attribute
        where attrelid = h.id and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '') c;

    \o $folder/lock.sql
    select format('select from %s where %s for update;', name, condition)
    from moved where id in (select confrelid from pg_constraint where contype = 'f') order by depth, name;

    \o $folder/take.sql
    select format('\\copy (select id, key from environments where %s) to ''$folder/numbers''', condition)
    from moved where name = 'environments';
    select format('\\copy (delete from %s where %s returning %s) to ''$folder/%s''', name, condition, columns, name)
    from moved order by depth desc, name;

    \o $folder/bring.sql
    select 'create temporary table numbers (old integer, key text, id integer);';
    select '\\copy numbers (old, key) from ''$folder/numbers''';
    select case when by_environment
                then format('create temporary table arriving as select %s from %s with no data;', columns, name) || E'\n'
                     || format('\\copy arriving from ''$folder/%s''', name) || E'\n'
                     || format('insert into %s (%s) select %s', name, columns, mapped)
                     || ' from arriving left join numbers on numbers.old = arriving.environment_id; drop table arriving;'
                else format('\\copy %s (%s) from ''$folder/%s''', name, columns, name) end
           || case when name = 'environments'
                   then E'\n' || 'update numbers set id = environments.id from environments'
                        || format(' where organization_id = %L and environments.key = numbers.key;', '$organization')
                   else '' end
    from moved order by depth, name;
  " >/dev/null
}

# One transaction here waits for the organization's writers, keeps others from its rows, and ends when they have arrived there.
move() {
  printf '%s\n' "$to" >"$folder/to"
  cat >"$folder/arrive.sql" <<SQL
begin;
set local statement_timeout = 0;
\i $folder/bring.sql
commit;
SQL
  cat >"$folder/move.sql" <<SQL
begin;
set local lock_timeout = '60s';
set local statement_timeout = 0;
set local idle_in_transaction_session_timeout = 0;
-- Where old changes are compressed, all of them may be unpacked.
set local timescaledb.max_tuples_decompressed_per_dml_transaction = 0;
select pg_advisory_xact_lock(hashtextextended('people $organization', 0));
select pg_advisory_xact_lock(hashtextextended('ingest $organization', 0));
\i $folder/lock.sql
\i $folder/take.sql
SQL
  $finish || cat >>"$folder/move.sql" <<SQL
\! psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="\$(cat '$folder/to')" --file='$folder/arrive.sql' || touch '$folder/failed'
\set failed \`test -e '$folder/failed' && echo true || echo false\`
\if :failed
rollback;
\quit
\endif
SQL
  echo 'commit;' >>"$folder/move.sql"
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$from" --file="$folder/move.sql" >/dev/null || true
  [[ $(is_in "$to") == t ]] || fail 'nothing has arrived, and the organization is where it was'
  [[ $(is_in "$from") == f ]] ||
    fail 'the organization has arrived and is also where it was: keep writers from it there, and run this with --finish'
  echo "moved organization $organization"
}

# What the schema was made by: of scripts that ran again, the last.
schema_of() {
  ask "$1" "
    select string_agg(concat_ws(' ', script, checksum), ',' order by script)
    from (select distinct on (script) script, checksum
          from flyway_schema_history
          where success and type = 'SQL'
          order by script, installed_rank desc) latest"
}

is_in() {
  ask "$1" "select exists (select from organizations where id = '$organization')"
}

ask() {
  psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --dbname="$1" <<<"$2"
}

fail() {
  printf 'move-organization.sh: %s\n' "$*" >&2
  exit 1
}

main "$@"
