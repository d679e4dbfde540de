using Sync.Drill;

if (!DrillOptions.TryRead(args, out var options)) return 2;
var report = await DrillRun.RunAsync(options);
Console.WriteLine(report.ToJson());
foreach (var fault in report.Faults) Console.WriteLine($"NOT GOOD: {fault}");
if (options.Json is { } file) await File.WriteAllTextAsync(file, report.ToJson());
return report.IsGood ? 0 : 1;
