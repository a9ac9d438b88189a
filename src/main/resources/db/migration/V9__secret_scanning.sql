-- The batches of secret scanning that were handled, by the SHA-256 of their bodies, so that none is handled twice. Not by
-- their signatures: anybody can make another one of an ECDSA signature that is as good. A row is written in the transaction
-- of what the batch changes.
create table secret_scanning_batches (
    body_sha256 bytea primary key check (length(body_sha256) = 32),
    handled_at  timestamptz not null
);
