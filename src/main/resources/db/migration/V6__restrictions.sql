-- What a key is for, what it may do, and from where; null where it is not restricted.
alter table api_keys
    add column description       text check (char_length(description) <= 500),
    add column metadata          text check (octet_length(metadata) <= 65536),
    add column scopes            text[] check (cardinality(scopes) between 1 and 100),
    add column allowed_addresses text[] check (cardinality(allowed_addresses) between 1 and 50);
