-- Which organization's import was begun the longest ago, and how many of each run.
create index import_jobs_served_idx on import_jobs (organization_id, started_at desc);
create index import_jobs_running_idx on import_jobs (organization_id, heartbeat_at) where status = 'running';
