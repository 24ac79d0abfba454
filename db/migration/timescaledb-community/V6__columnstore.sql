-- Chunks older than a year are rarely derived again; that still works, only slower.
alter table delivered_changes set (timescaledb.compress,
    timescaledb.compress_segmentby = 'repository_id, environment_id', timescaledb.compress_orderby = 'delivered_at, sha');
select add_compression_policy('delivered_changes', interval '365 days');
