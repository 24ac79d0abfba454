-- Requests that were made under a key of their caller's, and how they were answered. Short-lived; nothing in it can be read without
-- the service's encryption key.
create table idempotency_keys (
    id              uuid        not null,
    -- A keyed hash of the caller, its organization and its key.
    scope           bytea       not null,
    -- Whose data the answer is about; null for what concerns the installation.
    organization_id uuid references organizations (id) on delete cascade,
    -- A keyed hash of the request.
    request         bytea       not null,
    -- Encrypted; null once it has been forgotten.
    answer          bytea,
    expires_at      timestamptz not null,
    constraint idempotency_keys_pkey primary key (scope)
);
create index idempotency_keys_organization_idx on idempotency_keys (organization_id);
create index idempotency_keys_expiry_idx on idempotency_keys (expires_at);
