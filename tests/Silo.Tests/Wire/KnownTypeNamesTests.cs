using System.Foreign;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;
using Sync.Contracts;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tests.Wire;

/// <summary>A message can make a process load only types that it is meant to carry.</summary>
public sealed class KnownTypeNamesTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer(static serializer => serializer.AddAssembly(typeof(Update).Assembly)).AddKnownTypeNames().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("System.Foreign.ForeignException,Sync.Silo.Tests")]
    [InlineData("Evil.Gadget,MyOrleansTools")]
    [InlineData("Evil.GadgetException,Evil")]
    [InlineData("Evil.GadgetException")]
    [InlineData("System.Collections.Evil,Evil")]
    [InlineData("System.Diagnostics.Process,System.Diagnostics.Process")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.Collections.Generic.List`1[[System.Foreign.ForeignException,Sync.Silo.Tests]]")]
    [InlineData("Sync.Silo.Hosting.SyncHost,Sync.Silo")]
    public void A_foreign_name_is_refused(string name)
    {
        var types = _services.GetRequiredService<TypeConverter>();
        Assert.Contains("is not allowed", Assert.Throws<InvalidOperationException>(() => types.Parse(name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_type_in_a_message_is_refused_by_who_reads_it()
    {
        using var open = new ServiceCollection().AddSerializer(static serializer => serializer.Configure(static options => options.AllowAllTypes = true)).BuildServiceProvider();
        var bytes = open.GetRequiredService<Serializer>().SerializeToArray<object>(new ForeignException());
        Assert.IsType<ForeignException>(open.GetRequiredService<Serializer>().Deserialize<object>(bytes));
        Assert.ThrowsAny<Exception>(() => _services.GetRequiredService<Serializer>().Deserialize<object>(bytes));
    }

    [Fact]
    public void What_travels_is_known()
    {
        var types = _services.GetRequiredService<TypeConverter>();
        foreach (var type in new[]
        {
            typeof(Update), typeof(Receipt), typeof(Dictionary<string, Update[]>), typeof(System.Collections.Immutable.ImmutableArray<Receipt>), typeof(StringComparer),
            typeof(TimeoutException), typeof(OrleansException), typeof(OutcomeUnknownException), typeof(Npgsql.NpgsqlException), typeof(decimal?), typeof((int, string)), typeof(MovementType),
        })
        {
            Assert.Equal(type, types.Parse(types.Format(type)));
        }
    }
}
