-- What a request was for, where its path does not say: the range of an export.
alter table api_key_usage_logs add column detail text;

-- When each secret was last used, give or take 30 seconds: the writer moves it on with the rows themselves, but not with
-- every batch. It is never ahead of the rows and at most 30 seconds behind them; last_used_at() finds the rest.
create table key_secret_uses (
    key_secret_id uuid primary key,
    api_key_id    uuid        not null,
    last_used_at  timestamptz not null
) with (fillfactor = 50);
create index on key_secret_uses (api_key_id);

-- When a secret was last used, exactly: any use later than 30 seconds after the stored one would have moved it.
create function last_used_at(of_api_key_id uuid, of_key_secret_id uuid) returns timestamptz
    language plpgsql stable as
$$
declare
    stored timestamptz;
    newer timestamptz;
begin
    select last_used_at into stored from key_secret_uses where key_secret_id = of_key_secret_id;
    if stored is not null then
        select occurred_at into newer from api_key_usage_logs
        where api_key_id = of_api_key_id and key_secret_id = of_key_secret_id
            and id >= first_uuid_of(stored) and id < first_uuid_of(stored + interval '31 seconds')
        order by id desc limit 1;
    end if;
    return greatest(stored, newer);
end
$$;

-- Rows from before this migration.
insert into key_secret_uses
select key_secret_id, api_key_id, max(occurred_at) from api_key_usage_logs group by key_secret_id, api_key_id;
