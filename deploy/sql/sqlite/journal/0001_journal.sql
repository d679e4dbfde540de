-- OrleansSync journal on SQLite, version 1.
-- The program applies this by itself at its first start. By hand: sqlite3 journal.db 'pragma journal_mode = wal' '.read 0001_journal.sql'
-- Idempotent. Instants are whole microseconds since 1970, UTC: datetime(recorded_at / 1000000, 'unixepoch') shows them.

create table if not exists schema_version (
  component  text    not null,
  version    integer not null,
  applied_at text    not null default (datetime('now')),
  primary key (component, version)
) strict, without rowid;

-- What is fixed when the journal is created.
create table if not exists setting (
  name  text not null primary key,
  value text not null
) strict, without rowid;

-- Texts that repeat in every record, as small numbers.
create table if not exists source (
  id   integer primary key,
  name text not null unique
) strict;

create table if not exists kind (
  id   integer primary key,
  name text not null unique
) strict;

-- One row is one decision of one entity. Rows are only added. Position is commit order, because there is one writer.
create table if not exists journal (
  position        integer primary key,
  lane            integer not null,
  entity          text    not null, -- kind/id
  version         integer not null, -- dense per entity, from 1
  recorded_at     integer not null,
  occurred_at     integer not null,
  occurred_offset integer not null, -- minutes east of UTC at the source
  source          integer not null,
  source_epoch    integer not null,
  message_id      text    not null,
  sequence        integer,
  fingerprint     blob    not null,
  kind            integer not null,
  schema          integer not null,
  payload         text    not null, -- JSON
  previous_hash   blob    not null,
  hash            blob    not null,
  trace_parent    text,
  causation_id    text,
  correlation_id  text
) strict;

-- The fence: two activations cannot both write a version.
create unique index if not exists journal_fence on journal (entity, version);

-- The last word on duplicates.
create index if not exists journal_identity on journal (entity, source, message_id);

-- One lane in commit order.
create index if not exists journal_lane on journal (lane);

-- Every entity once.
create index if not exists journal_entity on journal (entity) where version = 1;

-- The state of an entity as of one record; used only if that record exists with that hash.
create table if not exists snapshot (
  entity  text    not null primary key,
  version integer not null,
  hash    blob    not null,
  schema  integer not null,
  body    blob    not null -- UTF-8 JSON
) strict;

-- How far each lane has come, as a position of the feed.
create table if not exists lane_position (
  lane           integer primary key,
  epoch          integer not null,
  transaction_id integer not null,
  ordinal        integer not null
) strict;

-- What a lane must do at an instant.
create table if not exists due_work (
  lane    integer not null,
  id      text    not null,
  due_at  integer not null,
  target  text    not null, -- kind/id
  command text    not null, -- JSON
  primary key (lane, id)
) strict, without rowid;

create index if not exists due_work_at on due_work (lane, due_at, id);

insert or ignore into schema_version (component, version) values ('journal', 1);
