-- 500 organizations with 4 keys each, and one with 40 that makes half of all requests. Made once.
insert into organizations
select first_uuid_of(now() - interval '3 years' + n * interval '1 second'), 'Filled ' || n, now() - interval '3 years'
from generate_series(0, 500) as n
where not exists (select from organizations where name = 'Filled 0');

insert into api_keys
select first_uuid_of(o.created_at + m * interval '1 hour' + substr(o.name, 8)::int * interval '1 second'),
    o.id, case when m % 4 = 3 then 'test' else 'live' end, 'secret', 'Filled ' || substr(o.name, 8)::int * 100 + m,
    o.created_at, null, null
from organizations o, generate_series(0, case when o.name = 'Filled 0' then 39 else 3 end) as m
where o.name like 'Filled %' and not exists (select from api_keys k where k.organization_id = o.id);

insert into key_secrets
select gen_random_uuid(), k.id, sha256(convert_to(k.id::text, 'UTF8')), 'filled', 'mf_sk_live_…fill', k.created_at, null
from api_keys k
where k.name like 'Filled %' and not exists (select from key_secrets s where s.api_key_id = k.id);

-- What the rows are drawn from: half of the draws are the large organization, the rest are skewed towards the first.
create unlogged table if not exists fill_draws (
    draw int primary key, organization_id uuid, environment text, api_key_id uuid, key_secret_id uuid
);
insert into fill_draws
select case when o.name = 'Filled 0' then row_number() over large - 1 else row_number() over small + 39 end,
    o.id, k.environment, k.id, s.id
from organizations o join api_keys k on k.organization_id = o.id join key_secrets s on s.api_key_id = k.id
where o.name like 'Filled %'
window large as (partition by o.name = 'Filled 0' order by k.id), small as (partition by o.name = 'Filled 0' order by o.id, k.id)
on conflict do nothing;
analyze fill_draws;
