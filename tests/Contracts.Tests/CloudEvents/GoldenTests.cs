using System.Text;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class GoldenTests
{
    public static TheoryData<string> PublicTypes => [.. UpdateTypes.All.Where(t => t.Public).Select(t => t.FullName)];

    [Theory, MemberData(nameof(PublicTypes))]
    public void Every_public_type_is_read_and_written_as_it_was_released(string type)
    {
        var file = $"{type["com.orleanssync.".Length..]}.json";
        var reading = UpdateJson.Read(Encoding.UTF8.GetBytes(Golden.Read(file)), UpdateReadOptions.Outside);
        Assert.True(reading.TryGet(out var update, out var refusal), refusal?.Message);
        Assert.Equal(type, UpdateTypes.Of(update.Payload).FullName);
        Golden.Check(file, UpdateJson.Write(update));
    }
}
