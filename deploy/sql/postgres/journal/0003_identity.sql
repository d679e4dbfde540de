-- OrleansSync journal on PostgreSQL, version 3: a narrow index for identities.
-- The program applies this by itself. By hand, in the schema of the journal:
--   PGOPTIONS='-c search_path=orleanssync' psql --single-transaction -v ON_ERROR_STOP=1 -f 0003_identity.sql
-- Idempotent.

-- One number stands for entity, source and message id: an entry takes a quarter of what their texts took. Who looks compares the texts of what it finds.
-- The fence is now the only index on entity and version, so every look by them takes it, whatever the statistics say.
create index if not exists journal_identity_hash on journal (hashtextextended(message_id, hashtextextended(entity, source)))
  with (deduplicate_items = off);

drop index if exists journal_identity;

insert into schema_version (component, version) values ('journal', 3) on conflict do nothing;
