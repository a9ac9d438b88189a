-- Whom an organization serves. What belongs to a customer refers to it with "on delete cascade": deleting it ends all.
create table customers (
    id                  uuid primary key,
    organization_id     uuid        not null references organizations,
    environment         text        not null check (environment in ('test', 'live')),
    external_id         text check (length(external_id) between 1 and 200),
    name                text        not null check (length(name) between 1 and 200),
    email               text check (length(email) between 1 and 254),
    phone               text check (length(phone) between 1 and 16),
    address_line1       text check (length(address_line1) between 1 and 200),
    address_line2       text check (length(address_line2) between 1 and 200),
    address_city        text check (length(address_city) between 1 and 100),
    address_region      text check (length(address_region) between 1 and 100),
    address_postal_code text check (length(address_postal_code) between 1 and 20),
    address_country     text check (length(address_country) = 2),
    metadata            jsonb check (jsonb_typeof(metadata) = 'object'),
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             bigint      not null
);
create unique index customers_external_id on customers (organization_id, environment, external_id);
create index on customers (organization_id, environment, id desc);
create index on customers (organization_id, environment, lower(email), id desc) where email is not null;

-- What an organization sells. The amounts stand beside their intervals.
create table pricing_plans (
    id              uuid primary key,
    organization_id uuid        not null references organizations,
    environment     text        not null check (environment in ('test', 'live')),
    name            text        not null check (length(name) between 1 and 200),
    description     text check (length(description) between 1 and 1000),
    features        text[]      not null check (cardinality(features) <= 50),
    currency        text        not null check (length(currency) = 3),
    price_amounts   bigint[]    not null check (0 <= all (price_amounts) and 1000000000000 >= all (price_amounts)),
    price_intervals text[]      not null
        check (price_intervals <@ array ['day', 'week', 'month', 'year', 'one_time']),
    active          boolean     not null,
    is_public       boolean     not null,
    metadata        jsonb check (jsonb_typeof(metadata) = 'object'),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint      not null,
    check (cardinality(price_amounts) between 1 and 5 and cardinality(price_amounts) = cardinality(price_intervals))
);
create index on pricing_plans (organization_id, environment, id desc);
create index on pricing_plans (organization_id, environment, id desc) where active and is_public;

-- Answers to requests that their clients have named with Idempotency-Key, for a day. The id, a UUIDv7, tells the time.
create table idempotency_keys (
    id              uuid primary key,
    organization_id uuid     not null references organizations,
    environment     text     not null check (environment in ('test', 'live')),
    key_digest      bytea    not null check (length(key_digest) = 32),
    fingerprint     bytea    not null check (length(fingerprint) = 32),
    status          int      not null check (status between 200 and 499),
    headers         jsonb    not null,
    body            text,
    pending         boolean  not null,
    unique (organization_id, environment, key_digest)
);
