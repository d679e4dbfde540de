namespace Sync.Journal.Postgres;

/// <summary>One server process: a process id alone may be given again.</summary>
internal readonly record struct Backend(int ProcessId, DateTime Start);
