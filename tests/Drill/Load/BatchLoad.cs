using System.Globalization;
using System.Text;

namespace Sync.Drill.Load;

/// <summary>Batches of updates over many keys, as fast as they are answered.</summary>
internal sealed class BatchLoad(Api api, int number)
{
    private const int Keys = 20_000;
    private const int Updates = 500;
    private int _sent;

    public async Task RunAsync(CancellationToken stop)
    {
        var random = new Random(number);
        while (!stop.IsCancellationRequested)
        {
            var lines = new StringBuilder();
            for (var i = 0; i < Updates; i++)
            {
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $$"""{"specversion":"1.0","source":"/adapters/drill/2","id":"B{{number}}-{{_sent++}}","type":"com.orleanssync.stock.received.v1","subject":"P100/RM03/B{{random.Next(Keys)}}","data":{"quantity":{"value":1,"unit":"EA"} } }""");
                lines.Append('\n');
            }

            await api.SendLinesAsync(lines.ToString(), stop);
        }
    }
}
