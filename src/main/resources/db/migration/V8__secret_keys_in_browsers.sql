-- When a secret key was first seen to come from a browser, where anybody can read it.
alter table api_keys add column exposed_in_browser_at timestamptz;

alter table api_key_usage_logs add column secret_key_in_browser boolean not null default false;
