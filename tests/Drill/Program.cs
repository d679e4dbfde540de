using System.Text.Json;
using Sync.Drill;

if (!DrillOptions.TryRead(args, out var options)) return 2;
if (options.Mode == DrillMode.Capacity)
{
    var capacity = await CapacityRun.RunAsync(options);
    Console.WriteLine(capacity);
    if (options.Json is { } numbers) await File.WriteAllTextAsync(numbers, capacity);
    return 0;
}

var (report, reason) = await DrillRun.RunAsync(options);
if (report is null)
{
    Console.WriteLine($"SKIPPED: {reason}");
    if (options.Json is { } skipped) await File.WriteAllTextAsync(skipped, JsonSerializer.Serialize(new { skipped = reason }));
    return 0;
}

Console.WriteLine(report.ToJson());
foreach (var fault in report.Faults) Console.WriteLine($"NOT GOOD: {fault}");
if (options.Json is { } file) await File.WriteAllTextAsync(file, report.ToJson());
return report.IsGood ? 0 : 1;
