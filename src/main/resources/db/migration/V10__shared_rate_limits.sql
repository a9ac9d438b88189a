-- The rate limit of each key of the organization that has none of its own. Null means none.
alter table organizations
    add column default_rate_limit_requests  int check (default_rate_limit_requests between 1 and 1000000),
    add column default_rate_limit_period_ms bigint check (default_rate_limit_period_ms between 1000 and 86400000),
    add check ((default_rate_limit_requests is null) = (default_rate_limit_period_ms is null));

-- What is known of an organization is known with each of its keys. A change to it is one row, however many they are.
alter table key_changes add column organization_id uuid;

create function note_key_change(changed bytea[], changed_organization_id uuid) returns void language plpgsql as $$
declare
    next bigint;
begin
    update key_change_head set sequence = sequence + 1 returning sequence into next;
    insert into key_changes (sequence, changed_at, digests, organization_id)
    values (next, clock_timestamp(), changed, changed_organization_id);
    perform pg_notify('latchkey_key_changes', '');
end $$;

create or replace function note_key_change(changed bytea[]) returns void language plpgsql as $$
begin
    perform note_key_change(changed, null);
end $$;

create function organization_changed() returns trigger language plpgsql as $$
begin
    perform note_key_change('{}', old.id);
    return null;
end $$;

create constraint trigger organization_changed after update on organizations
    deferrable initially deferred for each row
    when ((old.name, old.default_rate_limit_requests, old.default_rate_limit_period_ms)
        is distinct from (new.name, new.default_rate_limit_requests, new.default_rate_limit_period_ms))
    execute function organization_changed();

-- What is left of the rate limit of a key for all replicas together: a token bucket that is brought up to date whenever a
-- replica says what was taken from it. Below zero is what they have taken too much. Each limit of a key has a bucket of its
-- own, so that one that is changed starts anew. Not logged: what a crash of Postgres loses is full again soon anyway.
create unlogged table shared_rate_limits (
    api_key_id uuid             not null,
    requests   int              not null,
    period_ms  bigint           not null,
    tokens     double precision not null,
    updated_at timestamptz      not null,
    primary key (api_key_id, requests, period_ms)
) with (fillfactor = 50);

-- The last thing that each replica has said, so that one whose answer was lost is not taken twice.
create unlogged table rate_limit_syncs (
    replica   uuid        primary key,
    sync      bigint      not null,
    synced_at timestamptz not null
) with (fillfactor = 50);
