-- What has arrived and waits to be stored; retry_at says from when on, so that nobody takes what somebody works on.
create index webhook_deliveries_inbox_idx on webhook_deliveries (retry_at)
    where outcome = 'received' and retry_at is not null and payload is not null;
