using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.CrashWriter;
using Sync.Grains.Entities;
using Sync.Journal;
using Sync.Journal.Hosting;

// storage connection entities until [--until-all] [--wait] [--large]: writes updates of each entity from the number that standard input gives (a line an entity).
// --until-all sends again what was put off; --wait loads every entity, says so and begins when it is given another line.
// --large makes calls a hundred times as large, so that a batch goes to the server in several pieces.
var (storage, connection) = (args[0], args[1]);
var entities = int.Parse(args[2], CultureInfo.InvariantCulture);
var until = int.Parse(args[3], CultureInfo.InvariantCulture);
var untilAll = args.Contains("--until-all");
var from = new int[entities];
for (var i = 0; i < entities; i++) from[i] = int.Parse((await Console.In.ReadLineAsync())!, CultureInfo.InvariantCulture);

await using var services = new ServiceCollection().AddJournal(options => (options.Storage, options.Connection) = (storage, connection)).BuildServiceProvider();
var host = services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
await host.StartingAsync(default);
var world = new World(services.GetRequiredService<IJournal>());
LocalEntity[] awake = [.. await Task.WhenAll(Enumerable.Range(0, entities).Select(world.AwakeAsync))];
if (args.Contains("--wait"))
{
    Console.WriteLine("ready");
    await Console.In.ReadLineAsync();
}

await Task.WhenAll(Enumerable.Range(0, entities).Select(i => new Load(awake[i], i, from[i], until, untilAll, args.Contains("--large") ? 100 : 1).RunAsync()));
await host.StoppedAsync(default);
