-- The start of the span of commit times that stood in for unstated parents; null where there was no deployment before. Whether the
-- kind, or what is remediated, was found by walking ancestors: then any later word about commits or deployments may change it.
alter table deliveries
    add column by_time_after timestamptz,
    add column by_ancestry boolean not null default true;
update deliveries set by_ancestry = false where kind <> 'rollback' and delivered_count > 0;
create index deliveries_by_ancestry_idx on deliveries (repository_id, environment_id, finished_at) where by_ancestry;

-- Which commits have a commit as a parent: asked when nobody brings it any more. Hashes, because they are a third of the size of the
-- names; third and later parents are rare enough to be gone through.
create index commits_first_parent_idx on commits using hash ((parents[1]));
create index commits_second_parent_idx on commits using hash ((parents[2])) where cardinality(parents) > 1;
create index commits_many_parents_idx on commits (repository_id) where cardinality(parents) > 2;
create index commits_reverting_idx on commits (repository_id) where reverts <> '{}';
create index deployments_listing_idx on deployments (repository_id, environment_id) where listed_commits is not null;
