using Sync.Drill;

if (!DrillOptions.TryRead(args, out var options)) return 2;
if (options.Mode == DrillMode.Capacity)
{
    var (numbers, isMeasured) = await CapacityRun.TryRunAsync(options);
    Console.WriteLine(numbers);
    if (options.Json is { } target) await File.WriteAllTextAsync(target, numbers);
    return isMeasured ? 0 : 1;
}

var report = await DrillRun.RunAsync(options);
Console.WriteLine(report.ToJson());
if (report.Skipped is { } reason) Console.WriteLine($"SKIPPED: {reason}");
else foreach (var fault in report.Faults) Console.WriteLine($"NOT GOOD: {fault}");
if (options.Json is { } file) await File.WriteAllTextAsync(file, report.ToJson());
return report.Skipped is not null ? 3 : report.IsGood ? 0 : 1;
