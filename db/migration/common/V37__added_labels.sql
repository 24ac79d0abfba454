-- Of the labels those that were put on at the very time of updated_at: of several statements of one second, only they tell what
-- came later.
alter table pull_requests
    add column added_labels text[] not null default '{}';
