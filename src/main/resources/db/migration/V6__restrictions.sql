-- What people say about a key, and what it is limited to. Null means not limited.
alter table api_keys
    add column description          text check (length(description) between 1 and 1000),
    add column metadata             jsonb check (jsonb_typeof(metadata) = 'object'),
    add column scopes               text[] check (cardinality(scopes) between 1 and 100),
    add column allowed_addresses    text[] check (cardinality(allowed_addresses) between 1 and 50),
    add column allowed_origins      text[] check (cardinality(allowed_origins) between 1 and 50),
    add column rate_limit_requests  int check (rate_limit_requests between 1 and 1000000),
    add column rate_limit_period_ms bigint check (rate_limit_period_ms between 1000 and 86400000),
    add check ((rate_limit_requests is null) = (rate_limit_period_ms is null)),
    add check (scopes is null or type = 'secret'),
    add check (allowed_origins is null or type = 'publishable');
