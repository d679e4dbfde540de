using System.CommandLine;
using Sync.Silo.CommandLine;

// Ctrl-C is the host's business: it lets work drain.
return await SyncCommands.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
