insert into key_secret_uses
select d.key_secret_id, d.api_key_id, newest.occurred_at
from fill_draws d cross join lateral (
    select occurred_at from api_key_usage_logs l where l.api_key_id = d.api_key_id order by id desc limit 1) as newest
on conflict (key_secret_id) do update set last_used_at = excluded.last_used_at;
