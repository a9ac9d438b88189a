-- People who log in to the dashboard. What is one-time or a cookie is stored as its SHA-256 alone.
create table users (
    id                  uuid primary key,
    email               text        not null check (length(email) between 3 and 254),
    password_hash       text        not null check (length(password_hash) between 1 and 200),
    created_at          timestamptz not null,
    password_changed_at timestamptz not null
);
create unique index users_email on users (email);

create table memberships (
    id              uuid primary key,
    user_id         uuid        not null references users on delete cascade,
    organization_id uuid        not null references organizations,
    role            text        not null check (role in ('owner', 'developer', 'viewer')),
    created_at      timestamptz not null
);
create unique index memberships_of_user on memberships (user_id, organization_id);
create index on memberships (organization_id, id);

-- Spent ones are deleted. One without an address is a link that the service has printed for an owner.
create table invitations (
    id              uuid primary key,
    organization_id uuid        not null references organizations,
    email           text check (length(email) between 3 and 254),
    role            text        not null check (role in ('owner', 'developer', 'viewer')),
    token_digest    bytea       not null check (length(token_digest) = 32),
    created_at      timestamptz not null,
    expires_at      timestamptz not null
);
create unique index invitations_token on invitations (token_digest);
create unique index invitations_email on invitations (organization_id, email);

create table user_sessions (
    id           uuid primary key,
    user_id      uuid        not null references users on delete cascade,
    token_digest bytea       not null check (length(token_digest) = 32),
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    confirmed_at timestamptz not null
);
create unique index user_sessions_token on user_sessions (token_digest);
create index on user_sessions (user_id, id desc);

-- Who made the change, when it was a person in the dashboard.
alter table key_events add column actor_user_id uuid;
