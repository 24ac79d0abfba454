create extension if not exists timescaledb;

-- Three months of changes of a busy organization are a few hundred thousand rows: chunks that stay in memory while a history of
-- twenty years makes no more than eighty of them. The table has the index on time that its queries use.
select create_hypertable('delivered_changes', by_range('delivered_at', interval '90 days'),
                         create_default_indexes => false, migrate_data => true);
