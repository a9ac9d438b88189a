-- Requests whose key is unknown or none, per minute, source and reason; nothing else of them is kept. The source is an
-- IPv4 address, the /64 of an IPv6 address, or 'others'. Each process adds to rows of its own, so that none waits for
-- another; 'flush' is its last one that was added, so that one whose answer was lost is not added twice.
create table failed_attempts (
    minute   timestamptz not null,
    source   text        not null,
    reason   text        not null,
    process  uuid        not null,
    flush    bigint      not null,
    attempts bigint      not null,
    primary key (minute, source, reason, process)
);

-- Makes the partition of one month. Safe to call from many replicas at once, and by those who may only insert.
create function make_usage_log_partition(moment timestamptz) returns void
    language plpgsql security definer
    set timezone = 'UTC' as
$$
declare
    month timestamptz := date_trunc('month', moment, 'UTC');
    partition_name text := 'api_key_usage_logs_' || to_char(month at time zone 'UTC', 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('make_usage_log_partitions'));
    -- Who may only insert shall not make tables without end.
    if to_regclass(partition_name) is null and moment between '2020-01-01Z' and now() + interval '1 year' then
        execute format('create table %I partition of api_key_usage_logs for values from (%L) to (%L)',
            partition_name, first_uuid_of(month), first_uuid_of(month + interval '1 month'));
    end if;
exception when check_violation then
    -- Rows of this month are in the default partition already. Other months must not suffer for it.
    raise warning 'partition % cannot be made: its rows are in the default partition', partition_name;
end
$$;

-- Makes the partitions of this month and the next three.
create or replace function make_usage_log_partitions() returns void
    language sql security definer
    set timezone = 'UTC' as
$$
    select make_usage_log_partition(date_trunc('month', now(), 'UTC') + make_interval(months => ahead))
    from generate_series(0, 3) as ahead
    order by ahead
$$;

-- What runs with its owner's rights looks for nothing outside of this schema, and is not for everybody.
do
$$
begin
    execute format('alter function make_usage_log_partition(timestamptz) set search_path = %I, pg_temp',
        current_schema());
    execute format('alter function make_usage_log_partitions() set search_path = %I, pg_temp', current_schema());
end
$$;
revoke execute on function make_usage_log_partition(timestamptz), make_usage_log_partitions() from public;

-- Gives latchkey_usage_writer what the writer of the usage log needs and nothing more: it cannot read or change the log.
create function grant_usage_writer() returns void
    language plpgsql as
$$
begin
    execute format('grant usage on schema %I to latchkey_usage_writer', current_schema());
    grant insert on api_key_usage_logs, usage_log_dead_letters to latchkey_usage_writer;
    grant select, insert, update (attempts, flush) on failed_attempts to latchkey_usage_writer;
    grant execute on function make_usage_log_partition(timestamptz), make_usage_log_partitions()
        to latchkey_usage_writer;
    if to_regclass('key_secret_uses') is not null then
        grant select, insert, update on key_secret_uses to latchkey_usage_writer;
    end if;
end
$$;

-- Roles belong to the whole server: another database may have made it, perhaps at this moment.
do
$$
begin
    create role latchkey_usage_writer nologin;
exception
    when duplicate_object or unique_violation then
        null;
    when insufficient_privilege then
        raise notice 'role latchkey_usage_writer is not made: % may not create roles', current_user;
end
$$;
do
$$
begin
    if exists (select from pg_roles where rolname = 'latchkey_usage_writer') then
        perform grant_usage_writer();
    end if;
end
$$;
