-- What is due for another attempt is looked for each minute by each instance, among all deliveries of a day.
create index webhook_deliveries_retry_at_idx on webhook_deliveries (retry_at)
    where outcome = 'failed' and retry_at is not null and payload is not null;
update webhook_deliveries set retry_at = null where retry_at is not null and received_at < now() - interval '1 day';
