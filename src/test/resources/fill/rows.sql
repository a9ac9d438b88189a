-- Adds rows in the order of their time: %1$s the table, %2$d how many, %3$d from and %4$d for how many milliseconds.
insert into %1$s (id, occurred_at, organization_id, environment, api_key_id, key_secret_id, method, path, route, status,
    duration_us, client_address, user_agent, request_id, reason)
select
    encode(set_byte(set_byte(overlay(r.noise placing substring(int8send(r.at) from 3) from 1 for 6),
        6, 112 + get_byte(r.noise, 6) %% 16), 8, 128 + get_byte(r.noise, 8) %% 64), 'hex')::uuid,
    to_timestamp(r.at / 1000.0), k.organization_id, k.environment, k.api_key_id, k.key_secret_id,
    (array['GET', 'POST', 'GET', 'PATCH', 'GET', 'POST', 'GET', 'DELETE', 'PUT'])[r.route],
    case r.route
        when 1 then '/v1/verify' when 2 then '/v1/customers' when 3 then '/v1/customers'
        when 9 then '/v1/settings/webhooks'
        else (array['', '', '', '/v1/customers/cus_', '/v1/customers/cus_', '/v1/invoices/inv_', '/v1/invoices/inv_',
            '/v1/subscriptions/sub_'])[r.route] || encode(substring(r.noise from 9), 'hex')
    end,
    case when r.status <> 404 then (array['/v1/verify', '/v1/customers', '/v1/customers', '/v1/customers/{id}',
        '/v1/customers/{id}', '/v1/invoices/{id}', '/v1/invoices/{id}', '/v1/subscriptions/{id}',
        '/v1/settings/webhooks'])[r.route] end,
    r.status, 200 + (r.luck * 1000)::int %% 977 * 100,
    '10.0.0.0'::inet + (k.draw * 64 + get_byte(r.noise, 10) %% 64),
    (array['okhttp/4.12.0', 'python-requests/2.32.3', 'node-fetch/3.3.2', 'Mozilla/5.0 (X11; Linux x86_64) Gecko'])
        [1 + get_byte(r.noise, 11) %% 4],
    'req_' || substring(encode(r.noise, 'hex') from 3 for 26),
    case when r.status = 401 then 'key_expired' end
from (
    select d.at, d.noise, d.luck,
        case when d.pick < 0.5 then (d.pick * 80)::int %% 40 else 40 + (1999 * ((d.pick - 0.5) * 2) ^ 2)::int end as draw,
        case when d.luck < 0.000002 then 9 else 1 + (d.luck * 1000)::int %% 8 end as route,
        case when d.fate < 0.95 then 200 when d.fate < 0.97 then 404 when d.fate < 0.98 then 400
            when d.fate < 0.985 then 201 when d.fate < 0.9899 then 401 when d.fate < 0.9999 then 429
            when d.fate < 0.99998 then 500 else 503 end as status
    from (
        select %3$d + (%4$d * ((i - random()) / %2$d))::bigint as at, uuid_send(gen_random_uuid()) as noise,
            random() as luck, random() as pick, random() as fate
        from generate_series(1, %2$d) as i
    ) as d
) as r join fill_draws k on k.draw = r.draw
