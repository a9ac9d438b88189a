-- A notification names the secrets of a change, so that who hears it forgets them before it asks. What is too long for a
-- notification, or about an organization, is learned by asking, as is whatever was not heard.
create or replace function note_key_change(changed bytea[], changed_organization_id uuid) returns void
    language plpgsql as $$
declare
    next bigint;
begin
    update key_change_head set sequence = sequence + 1 returning sequence into next;
    insert into key_changes (sequence, changed_at, digests, organization_id)
    values (next, clock_timestamp(), changed, changed_organization_id);
    perform pg_notify('latchkey_key_changes', case when cardinality(changed) <= 100
        then array_to_string(array(select encode(digest, 'hex') from unnest(changed) digest), ',')
        else '' end);
end $$;
