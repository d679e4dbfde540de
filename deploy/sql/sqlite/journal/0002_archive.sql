-- OrleansSync journal on SQLite, version 2: records that are old enough leave the journal for archive files.
-- The program applies this by itself. By hand: sqlite3 journal.db '.read 0002_archive.sql'. Idempotent.

-- The state of an entity as of the last record that has left; the records begin after it. Kept for ever.
create table if not exists archived (
  id      integer primary key,
  entity  text    not null unique, -- kind/id
  version integer not null,
  hash    blob    not null,
  schema  integer not null,
  body    blob    not null -- UTF-8 JSON
) strict;

-- The identity of every record that has left: what makes a duplicate a duplicate for ever.
create table if not exists archived_identity (
  archived    integer not null, -- archived.id
  identity    blob    not null, -- 16 bytes of SHA-256 over source, epoch and message id
  version     integer not null,
  fingerprint blob    not null,
  kind        integer not null,
  primary key (archived, identity, version)
) strict, without rowid;

-- The id of this journal, for who anchors its heads outside.
insert or ignore into setting (name, value) values ('journal_id', lower(hex(randomblob(16))));

insert or ignore into schema_version (component, version) values ('journal', 2);
