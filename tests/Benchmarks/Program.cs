using Sync.Benchmarks.CommandLine;

return await BenchCommands.Create().Parse(args).InvokeAsync();
