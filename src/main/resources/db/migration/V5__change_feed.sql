-- Every change to what a key allows, in the order in which the changes were committed and without a gap: the one row of
-- key_change_head is locked until the transaction is over. A replica reads what comes after the last one it knows.
create table key_change_head (
    only_one boolean primary key default true check (only_one),
    sequence bigint not null
) with (fillfactor = 10);
insert into key_change_head (sequence) values (0);

create table key_changes (
    sequence   bigint primary key,
    changed_at timestamptz not null,
    digests    bytea[]     not null
);
create index on key_changes (changed_at);

-- One row per running replica: the last change it goes by, null before it has joined, and for how long after seen_at it
-- goes on without word from Postgres.
create table replicas (
    id        uuid primary key,
    confirmed bigint,
    seen_at   timestamptz not null,
    lease_ms  bigint      not null check (lease_ms > 0)
) with (fillfactor = 50);

create function note_key_change(changed bytea[]) returns void language plpgsql as $$
declare
    next bigint;
begin
    update key_change_head set sequence = sequence + 1 returning sequence into next;
    insert into key_changes (sequence, changed_at, digests) values (next, clock_timestamp(), changed);
    perform pg_notify('latchkey_key_changes', '');
end $$;

-- A secret that retired a day ago is refused by any clock, whatever becomes of its key.
create function api_key_changed() returns trigger language plpgsql as $$
begin
    perform note_key_change(array(
        select digest from key_secrets
        where api_key_id = old.id and (retires_at is null or retires_at > now() - interval '1 day')));
    return null;
end $$;

create function key_secret_changed() returns trigger language plpgsql as $$
begin
    perform note_key_change(array[old.digest]);
    return null;
end $$;

-- Deferred, so that the lock on the head is held for the commit alone. What is new needs no word: nobody has cached it.
create constraint trigger api_key_changed after update or delete on api_keys
    deferrable initially deferred for each row execute function api_key_changed();
create constraint trigger key_secret_changed after update or delete on key_secrets
    deferrable initially deferred for each row execute function key_secret_changed();
