-- A customer's access to its own page for a short time. What proves it are two secrets: the one in the link, until the link
-- is opened, and the one in the cookie from then on. Neither is here, only their digests.
create table portal_sessions (
    id              uuid primary key,
    organization_id uuid        not null references organizations,
    environment     text        not null check (environment in ('test', 'live')),
    customer_id     uuid        not null references customers on delete cascade,
    api_key_id      uuid        not null,
    return_url      text        not null check (length(return_url) between 1 and 2000),
    features        text[]      not null check (cardinality(features) between 1 and 10),
    token_digest    bytea       not null unique check (length(token_digest) = 32),
    cookie_digest   bytea unique check (length(cookie_digest) = 32),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    claimed_at      timestamptz,
    ended_at        timestamptz,
    check ((claimed_at is null) = (cookie_digest is null))
);
create index on portal_sessions (organization_id, environment, id desc);
create index on portal_sessions (customer_id, id desc);

-- Whatever ends or claims a session, or deletes its customer, is told to every replica as a change to a key is. One that
-- expired an hour ago is refused by any clock.
create function portal_session_changed() returns trigger language plpgsql as $$
begin
    if old.expires_at > now() - interval '1 hour' then
        perform note_key_change(array_remove(array[old.token_digest, old.cookie_digest], null));
    end if;
    return null;
end $$;
create constraint trigger portal_session_changed after update or delete on portal_sessions
    deferrable initially deferred for each row execute function portal_session_changed();

-- A request is made with a key or in a portal session. The index holds rows of sessions only: rows of keys pay nothing for it.
alter table api_key_usage_logs
    alter column api_key_id drop not null,
    alter column key_secret_id drop not null,
    add column portal_session_id uuid,
    add column customer_id       uuid;
create index on api_key_usage_logs (customer_id, id desc) where customer_id is not null;

-- How an organization's pages look to its customers.
alter table organizations
    add column logo_url text check (length(logo_url) between 1 and 2000),
    add column color    text check (color ~ '^#[0-9a-f]{6}$');
