-- Ids are UUIDv7: they carry the time they were made and sort by it.

create table organizations (
    id         uuid primary key,
    name       text        not null check (length(name) between 1 and 200),
    created_at timestamptz not null
);

create table api_keys (
    id              uuid primary key,
    organization_id uuid        not null references organizations,
    environment     text        not null check (environment in ('test', 'live')),
    type            text        not null check (type in ('secret', 'publishable')),
    name            text        not null check (length(name) between 1 and 200),
    created_at      timestamptz not null,
    expires_at      timestamptz,
    revoked_at      timestamptz
);
create index on api_keys (organization_id, environment, id desc);

-- What proves a key. A key has one, or two while it rotates. The token itself is nowhere.
create table key_secrets (
    id         uuid primary key,
    api_key_id uuid        not null references api_keys,
    digest     bytea       not null unique check (length(digest) = 32),
    pepper_id  text        not null,
    hint       text        not null,
    created_at timestamptz not null,
    retires_at timestamptz
);
create index on key_secrets (api_key_id, id desc);

-- One row per request made with a key. No foreign keys: the writer must not wait for a lock on a key, and a row outlives
-- whatever it speaks of.
create table api_key_usage_logs (
    id              uuid        not null primary key,
    occurred_at     timestamptz not null,
    organization_id uuid        not null,
    environment     text        not null,
    api_key_id      uuid        not null,
    key_secret_id   uuid        not null,
    method          text        not null,
    path            text        not null,
    route           text,
    status          smallint,
    duration_us     bigint      not null,
    client_address  inet,
    user_agent      text,
    request_id      text        not null,
    reason          text
) partition by range (id);
create index on api_key_usage_logs (organization_id, environment, id desc);
create index on api_key_usage_logs (api_key_id, id desc);

-- Takes what no partition covers, so that nothing is lost; rows in it raise an alarm.
create table api_key_usage_logs_default partition of api_key_usage_logs default;

-- Events that Postgres refused as data, with the reason, as the JSON that was to be stored.
create table usage_log_dead_letters (
    id              uuid primary key,
    occurred_at     timestamptz not null,
    organization_id uuid        not null,
    event           bytea       not null,
    reason          text        not null,
    created_at      timestamptz not null default now()
);

-- The smallest UUIDv7 of an instant.
create function first_uuid_of(instant timestamptz) returns uuid
    language sql immutable parallel safe
    return (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;

-- Makes the partitions of this month and the next three. Safe to call from many replicas at once.
create function make_usage_log_partitions() returns void
    language plpgsql
    set timezone = 'UTC' as
$$
declare
    month timestamptz;
    partition_name text;
begin
    perform pg_advisory_xact_lock(hashtext('make_usage_log_partitions'));
    for ahead in 0..3 loop
        month := date_trunc('month', now(), 'UTC') + make_interval(months => ahead);
        partition_name := 'api_key_usage_logs_' || to_char(month at time zone 'UTC', 'YYYY_MM');
        if to_regclass(partition_name) is null then
            begin
                execute format('create table %I partition of api_key_usage_logs for values from (%L) to (%L)',
                    partition_name, first_uuid_of(month), first_uuid_of(month + interval '1 month'));
            exception when check_violation then
                -- Rows of this month are in the default partition already. The other months must not suffer for it.
                raise warning 'partition % cannot be made: its rows are in the default partition', partition_name;
            end;
        end if;
    end loop;
end
$$;
select make_usage_log_partitions();
