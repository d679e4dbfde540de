using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sync.Grains.Placement;
using Sync.Grains.Streams;
using Sync.Grains.Tests.Subscriptions;

namespace Sync.Grains.Tests.Streams;

/// <summary>What silos send each other and no contract names: the items of streams, and how grains are placed. The bytes are those of build 0.1.0. They are
/// never changed: silos of that build run beside newer ones. A newer form is added as a case of its own.</summary>
public sealed class InboxWireTests
{
    private static readonly Serializer Wire = new ServiceCollection()
        .AddSerializer(static serializer => serializer.AddAssembly(typeof(InboxItem).Assembly).AddAssembly(typeof(StreamId).Assembly)).BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<object, string> Released => new()
    {
        { new InboxItem(1_234_567), "3001a8862dd22573796e632e76312e696e626f782d6974656de86087d61200e0" },
        { new InboxContainer(InboxQueues.StreamOf("erp"), new InboxItem(1_234_567)), "3001f6765e9f2f73796e632e76312e696e626f782d636f6e7461696e6572e8204011696e626f78657270010b6132c234f8e021e86087d61200e0e0" },
        { new SpreadPlacement(), "3001fdaca4d02f73796e632e76312e537072656164506c6163656d656e74e0" },
    };

    [Theory, MemberData(nameof(Released))]
    public void What_silos_of_the_first_build_send_is_sent_and_read(object message, string bytes)
    {
        var sent = Convert.ToHexStringLower(Wire.SerializeToArray(message));
        Assert.True(bytes == sent, $"{sent} is sent: silos of the first build cannot read it");
        var read = Wire.Deserialize<object>(Convert.FromHexString(bytes));
        Assert.Equal(message.GetType(), read?.GetType());
        Assert.Equal(bytes, Convert.ToHexStringLower(Wire.SerializeToArray(read)));
    }

    [Fact]
    public void Every_type_of_this_room_that_crosses_silos_is_among_them() => Assert.Equal(
        typeof(InboxItem).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)).Select(static type => type.Name).Order(StringComparer.Ordinal),
        Released.Concat(StateWireTests.Released).Select(static row => row.Data.Item1.GetType().Name).Order(StringComparer.Ordinal));
}
