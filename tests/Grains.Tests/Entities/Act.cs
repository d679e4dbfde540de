using Sync.Grains.Entities;

namespace Sync.Grains.Tests.Entities;

/// <summary>What a test does in a turn.</summary>
internal sealed class Act(Action act) : EntityTurn
{
    public override void Run() => act();
}
