-- How long the older secret of a rotating key must be silent to retire before retires_at; null when silence changes
-- nothing, and once it has retired for it.
alter table key_secrets add column retire_when_idle_ms bigint check (retire_when_idle_ms > 0);
create index on key_secrets (retires_at) where retire_when_idle_ms is not null;

-- One row per change to a key, written in the transaction of the change. Who made it is null when the service itself did;
-- the secret is the one that was made or retired.
create table key_events (
    id                  uuid primary key,
    occurred_at         timestamptz not null,
    organization_id     uuid        not null references organizations,
    environment         text        not null,
    api_key_id          uuid        not null references api_keys,
    type                text        not null,
    key_secret_id       uuid,
    actor_api_key_id    uuid,
    actor_key_secret_id uuid,
    request_id          text,
    detail              text
);
create index on key_events (api_key_id, id desc);
