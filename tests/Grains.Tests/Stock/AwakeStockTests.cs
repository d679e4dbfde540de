using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Grains.Stock;

namespace Sync.Grains.Tests.Stock;

/// <summary>A position that is awake in this process is read beside its turns, and never ahead of what is committed.</summary>
public sealed class AwakeStockTests : IStanding
{
    private static readonly StockKey Position = StockKey.Parse("P1/L1/X");
    private readonly LocalEntities _local = new();
    private readonly AwakeStock _awake;
    private EntityView<StockState>? _settled;

    public AwakeStockTests()
    {
        _awake = new AwakeStock(_local);
        _settled = View(3);
    }

    object? IStanding.Settled => _settled;

    bool IStanding.IsQuiet => false;

    [Fact]
    public void What_is_committed_is_given()
    {
        Wake();
        Assert.Equal(3, _awake.Find(Position, null)?.Version);
        Assert.Equal(3, _awake.Find(Position, 3)?.Version);
    }

    [Fact]
    public void A_version_that_has_not_come_is_waited_for_by_the_entity()
    {
        Wake();
        Assert.Null(_awake.Find(Position, 4));
        _settled = View(4);
        Assert.Equal(4, _awake.Find(Position, 4)?.Version);
    }

    [Fact]
    public async Task Who_sleeps_or_loads_or_has_nothing_or_has_ended_is_asked()
    {
        Assert.Null(_awake.Find(Position, null));
        var entity = Wake();
        _settled = null;
        Assert.Null(_awake.Find(Position, null));
        _settled = View(0);
        Assert.Null(_awake.Find(Position, null));
        _settled = View(1);
        await entity.CloseAsync();
        Assert.Null(_awake.Find(Position, null));
    }

    private static EntityView<StockState> View(long version) => new(Position.ToEntity(), version, new StockModel().Empty(Position.ToEntity()), ImmutableArray<HeldUpdate>.Empty);

    private LocalEntity Wake()
    {
        var entity = new LocalEntity(_ => { }, () => { }, new EntityTurns(), this);
        _local.Add(Position.ToEntity(), entity);
        return entity;
    }
}
