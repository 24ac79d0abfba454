-- What is due for another attempt is looked for each minute by each instance, among all deliveries of a day.
create index webhook_deliveries_retry_at_idx on webhook_deliveries (retry_at) where outcome = 'failed';
