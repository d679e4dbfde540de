namespace Sync.Benchmarks.Load;

/// <summary>What one call carries. Immutable.</summary>
/// <param name="Keys">Draws of a position.</param>
/// <param name="PerKey">Updates for each.</param>
internal sealed record CallShape(int Keys, int PerKey)
{
    public static CallShape Single { get; } = new(1, 1);

    public int Updates => Keys * PerKey;

    public ImmutableArray<Update> Make(Workload workload, KeyLaw law, Random random)
    {
        var updates = ImmutableArray.CreateBuilder<Update>(Updates);
        for (var k = 0; k < Keys; k++)
        {
            var position = law.Draw(random);
            for (var n = 0; n < PerKey; n++) updates.Add(workload.Next(position, random));
        }

        return updates.MoveToImmutable();
    }
}
