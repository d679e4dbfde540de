-- What Orleans 10.4 keeps on SQLite (clustering, grain storage, reminders; one machine only), version 1.
-- The program applies this by itself at its first start. By hand: sqlite3 orleans.db 'pragma journal_mode = wal' '.read 0001_orleans.sql'
-- Idempotent. The invariant is "System.Data.SQLite", which Orleans maps to Microsoft.Data.Sqlite.
-- What Orleans relies on are the keys of the queries, their parameters and the names of the columns that they return.
-- Each change is one statement (and a trigger), so that no transaction stays open on a pooled connection when something throws.

create table if not exists schema_version (
  component  text    not null,
  version    integer not null,
  applied_at text    not null default (datetime('now')),
  primary key (component, version)
) strict, without rowid;

create table if not exists OrleansQuery (
  QueryKey  text primary key,
  QueryText text not null
);

-- Clustering -------------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansMembershipVersionTable (
  DeploymentId text    primary key,
  Timestamp    text    not null,
  Version      integer not null default 0
) without rowid;

create table if not exists OrleansMembershipTable (
  DeploymentId text    not null,
  Address      text    not null,
  Port         integer not null,
  Generation   integer not null,
  SiloName     text    not null,
  HostName     text    not null,
  Status       integer not null,
  ProxyPort    integer,
  SuspectTimes text,
  StartTime    text    not null,
  IAmAliveTime text    not null,
  primary key (DeploymentId, Address, Port, Generation)
);

create trigger if not exists OrleansMembership_inserted after insert on OrleansMembershipTable
begin
  update OrleansMembershipVersionTable set Version = Version + 1, Timestamp = datetime('now') where DeploymentId = new.DeploymentId;
end;

-- A heartbeat changes IAmAliveTime only, and must not change the version of the table.
create trigger if not exists OrleansMembership_updated after update of Status, SuspectTimes on OrleansMembershipTable
begin
  update OrleansMembershipVersionTable set Version = Version + 1, Timestamp = datetime('now') where DeploymentId = new.DeploymentId;
end;

insert or replace into OrleansQuery (QueryKey, QueryText) values
('UpdateIAmAlivetimeKey', '
update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation;
'),
('InsertMembershipVersionKey', '
insert or ignore into OrleansMembershipVersionTable (DeploymentId, Timestamp, Version) values (@DeploymentId, datetime(''now''), 0);
select changes() as RowsChanged;
'),
('InsertMembershipKey', '
insert or ignore into OrleansMembershipTable
  (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
where exists (select 1 from OrleansMembershipVersionTable where DeploymentId = @DeploymentId and Version = @Version);
select changes() as RowsChanged;
'),
('UpdateMembershipKey', '
update OrleansMembershipTable set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation
  and exists (select 1 from OrleansMembershipVersionTable where DeploymentId = @DeploymentId and Version = @Version);
select changes() as RowsChanged;
'),
-- The version comes back also when there is no member.
('MembershipReadRowKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m
  on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
where v.DeploymentId = @DeploymentId;
'),
('MembershipReadAllKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
where v.DeploymentId = @DeploymentId;
'),
('DeleteMembershipTableEntriesKey', '
delete from OrleansMembershipTable where DeploymentId = @DeploymentId;
delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId;
'),
('GatewaysQueryKey', '
select Address, ProxyPort, Generation from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0;
'),
-- Only silos that are dead (6) are cleaned away.
('CleanupDefunctSiloEntriesKey', '
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = 6
  and IAmAliveTime < @IAmAliveTime and StartTime < @IAmAliveTime and coalesce(SuspectTimes, '''') = '''';
'),
('CleanupDefunctSiloEntryKey', '
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = 6 and Address = @Address and Port = @Port and Generation = @Generation
  and StartTime = @StartTime and IAmAliveTime = @IAmAliveTime and coalesce(SuspectTimes, '''') = coalesce(@SuspectTimes, '''');
');

-- Grain storage ----------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansStorage (
  GrainIdHash            integer not null,
  GrainIdN0              integer not null,
  GrainIdN1              integer not null,
  GrainTypeHash          integer not null,
  GrainTypeString        text    not null,
  GrainIdExtensionString text,
  ServiceId              text    not null,
  PayloadBinary          blob,
  ModifiedOn             text    not null,
  Version                integer not null
);

-- Unique, so that of two first writes at the same instant one loses.
create unique index if not exists OrleansStorage_grain on OrleansStorage
  (GrainIdHash, GrainTypeHash, ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, ifnull(GrainIdExtensionString, ''));

insert or replace into OrleansQuery (QueryKey, QueryText) values
('WriteToStorageKey', '
update OrleansStorage set PayloadBinary = @PayloadBinary, ModifiedOn = datetime(''now''), Version = Version + 1
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and Version = @GrainStateVersion
returning Version as NewGrainStateVersion;
insert into OrleansStorage
  (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, datetime(''now''), 1
where @GrainStateVersion is null
on conflict do nothing
returning Version as NewGrainStateVersion;
'),
('ReadFromStorageKey', '
select PayloadBinary, Version from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''');
'),
('ClearStorageKey', '
update OrleansStorage set PayloadBinary = null, ModifiedOn = datetime(''now''), Version = Version + 1
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and Version = @GrainStateVersion
returning Version as NewGrainStateVersion;
'),
('DeleteStorageKey', '
delete from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and Version = @GrainStateVersion
returning Version + 1 as NewGrainStateVersion;
');

-- Reminders --------------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansRemindersTable (
  ServiceId    text    not null,
  GrainId      text    not null,
  ReminderName text    not null,
  StartTime    text    not null,
  Period       integer not null,
  GrainHash    integer not null,
  Version      integer not null,
  primary key (ServiceId, GrainId, ReminderName)
);

create index if not exists OrleansReminders_hash on OrleansRemindersTable (ServiceId, GrainHash);

insert or replace into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', '
insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (ServiceId, GrainId, ReminderName) do update
set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = Version + 1
returning Version as Version;
'),
('ReadReminderRowsKey', '
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId;
'),
('ReadReminderRowKey', '
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName;
'),
('ReadRangeRows1Key', '
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash;
'),
('ReadRangeRows2Key', '
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash);
'),
('DeleteReminderRowKey', '
delete from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
select changes() as RowsChanged;
'),
('DeleteReminderRowsKey', '
delete from OrleansRemindersTable where ServiceId = @ServiceId;
');

insert or ignore into schema_version (component, version) values ('orleans', 1);
