-- The start of the span of commit times that stood in for unstated parents; null where there was no deployment before. Whether the
-- kind, or what is remediated, was found by walking ancestors: then any later word about commits or deployments may change it.
alter table deliveries
    add column by_time_after timestamptz,
    add column by_ancestry boolean not null default false;
update deliveries set by_ancestry = true where kind = 'rollback' or delivered_count = 0;
create index deliveries_by_ancestry_idx on deliveries (repository_id, environment_id, finished_at) where by_ancestry;
