-- OrleansSync journal on PostgreSQL, version 3: a narrow index for identities, and states that are compressed quickly.
-- The program applies this by itself. By hand, in the schema of the journal:
--   PGOPTIONS='-c search_path=orleanssync' psql --single-transaction -v ON_ERROR_STOP=1 -f 0003_identity.sql
-- Idempotent.

-- One number stands for entity, source and message id: an entry takes less than a third of what their texts took. Who looks compares the texts of what it finds.
-- The fence is now the only index on entity and version, so every look by them takes it, whatever the statistics say.
create index if not exists journal_identity_hash on journal (hashtextextended(message_id, hashtextextended(entity, source)))
  with (deduplicate_items = off);

drop index if exists journal_identity;

-- Snapshots of busy entities are written often; the server's older method took a tenth of two processors for it. A server built without LZ4 keeps that one.
do $$
begin
  alter table snapshot alter column body set compression lz4;
  alter table archived alter column body set compression lz4;
exception when feature_not_supported then
  null;
end
$$;

insert into schema_version (component, version) values ('journal', 3) on conflict do nothing;
