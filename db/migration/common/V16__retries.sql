-- When a delivery that failed for a passing reason is tried again; null where nothing would come of that.
alter table webhook_deliveries
    add column retry_at timestamptz;

-- How often a worker has taken an import on without handing it back: one that ends its workers is given up.
alter table import_jobs
    add column attempts integer not null default 0;
