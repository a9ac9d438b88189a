-- When a key was first reported as leaked; such a key is never restored.
alter table api_keys add column leak_reported_at timestamptz;
