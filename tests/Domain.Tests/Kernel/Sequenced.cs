using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A position whose source numbers its updates, with the journal's index of identities and nothing else of the journal.</summary>
internal sealed class Sequenced(UpdateContracts contracts)
{
    public const string Mes = "/adapters/mes/line1";
    private static readonly StockModel Model = new();
    private readonly EntityKernel<StockState> _kernel = new(Model, contracts);
    private readonly Dictionary<UpdateId, KnownMark> _index = [];

    public EntityHead<StockState> Head { get; private set; } = EntityReplay.Start(Model, Masters.Key.ToEntity());

    /// <summary>How often the journal was asked.</summary>
    public int Lookups { get; private set; }

    public decimal Balance => Head.View.State.Find(default)?.Balance ?? 0;

    public static UpdateContracts BySequence { get; } = new(new SourceContract(Mes, Identity: IdentityRule.Sequence));

    public static Update Receive(long sequence, decimal quantity = 1, string? id = null, int epoch = 0, string source = Mes) => new(
        new UpdateId(source, epoch, id ?? $"m{sequence}"), Masters.Key.ToEntity(), new StockUpdate.Received(new Quantity(quantity, UnitCode.Each)), Position.Hour(1), Sequence: sequence);

    public byte[] Save() => EntityReplay.Save(Model, Head);

    /// <summary>A restart: only the snapshot is left.</summary>
    public int Restart()
    {
        var body = Save();
        Head = EntityReplay.Load(Model, Head.View.Key, Head.Version, Head.Hash, body);
        Assert.Equal(body, Save());
        return body.Length;
    }

    public void Compact() => EntityReplay.Compact(Model, Head);

    public Receipt Say(Update update)
    {
        var context = new DecisionContext(Position.Hour(1000), Masters.Plant, Masters.Bolt);
        var step = _kernel.Decide(Head, update, context);
        if (step is Step.NeedsLookup need)
        {
            Lookups++;
            ImmutableArray<KnownMark> known = _index.TryGetValue(need.Id, out var mark) ? [mark] : [];
            step = _kernel.Decide(Head, update, context, known);
        }

        var decided = Assert.IsType<Step.Decided>(step);
        foreach (var record in decided.Records) _index.TryAdd(record.Cause, new KnownMark(record.Fingerprint, record.Version, record.Sequence));
        return decided.Receipt;
    }
}
