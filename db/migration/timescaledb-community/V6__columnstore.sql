-- Chunks older than a year are rarely corrected; corrections into them still work, only slower.
alter table commits set (timescaledb.compress,
    timescaledb.compress_segmentby = 'repository_id', timescaledb.compress_orderby = 'committed_at, sha');
alter table delivered_changes set (timescaledb.compress,
    timescaledb.compress_segmentby = 'repository_id, environment_id', timescaledb.compress_orderby = 'delivered_at, sha');
select add_compression_policy('commits', interval '365 days');
select add_compression_policy('delivered_changes', interval '365 days');
