using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Tests.Stock;

namespace Sync.Domain.Tests.Kernel;

/// <summary>An event that has grown is written as the build before wrote it until every silo reads the newer form.</summary>
public sealed class FormatTests
{
    private static readonly GrownModel Model = new();
    private static readonly EntityKernel<GrownState> Kernel = new(Model);
    private static readonly FormatLevels Agreed = new([KeyValuePair.Create("grown.taken", 2)]);

    [Fact]
    public void Until_it_is_agreed_on_the_older_form_is_written_and_the_state_knows_no_more_than_the_journal()
    {
        var (record, state) = Take(FormatLevels.Oldest);
        Assert.Equal(("grown.taken", 1, """{"amount":3}"""), (record.Kind, record.Schema, record.Payload));
        Assert.Equal(new GrownState(3, ""), state);
        Assert.Equal(state, Replay(record));
    }

    [Fact]
    public void Once_it_is_agreed_on_the_newer_form_is_written()
    {
        var (record, state) = Take(Agreed);
        Assert.Equal(("grown.taken", 2, """{"amount":3,"why":"because"}"""), (record.Kind, record.Schema, record.Payload));
        Assert.Equal(new GrownState(3, "because"), state);
        Assert.Equal(state, Replay(record));
    }

    [Fact]
    public void A_build_that_is_alone_writes_what_it_knows() => Assert.Equal(2, Take(null).Record.Schema);

    [Fact]
    public void A_codec_says_what_it_reads()
    {
        Assert.Equal(2, Model.Events.Reads["grown.taken"]);
        Assert.Equal(1, Model.Events.Reads["update.held"]);
        Assert.Equal(new GrownTaken(4, ""), Model.Events.Read("grown.taken", 1, """{"amount":4}"""));
        Assert.Throws<NotSupportedException>(() => Model.Events.Read("grown.taken", 3, "{}"));
    }

    private static (JournalRecord Record, GrownState State) Take(FormatLevels? agreed)
    {
        var head = EntityReplay.Start(Model, Masters.Key.ToEntity());
        var update = new Update(new UpdateId(Position.Erp, 0, "1"), Masters.Key.ToEntity(), new StockUpdate.Received(Masters.Ea(3)));
        var step = Assert.IsType<Step.Decided>(Kernel.Decide(head, update, new DecisionContext(Position.Hour(1), Formats: agreed), Array.Empty<KnownMark>()));
        return (Assert.Single(step.Records), head.View.State);
    }

    private static GrownState Replay(JournalRecord record)
    {
        var head = EntityReplay.Start(Model, record.Entity);
        EntityReplay.Fold(Model, head, [record]);
        return head.View.State;
    }
}

/// <summary>Takes what it is given; since its second form an event also says why.</summary>
internal sealed class GrownModel : EntityModel<GrownState>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public override string Kind => EntityKinds.Stock;

    public override int SnapshotSchema => 1;

    public override JsonTypeInfo<GrownState> StateJson => (JsonTypeInfo<GrownState>)Json.GetTypeInfo(typeof(GrownState));

    public override EventCodec Events { get; } = new(
        new EventCodec.Entry("grown.taken", 2, Json.GetTypeInfo(typeof(GrownTaken))),
        new EventCodec.OlderEntry<GrownTaken, OldTaken>("grown.taken", 1, (JsonTypeInfo<OldTaken>)Json.GetTypeInfo(typeof(OldTaken)), static e => new OldTaken(e.Amount), static e => new GrownTaken(e.Amount, "")));

    public override GrownState Empty(EntityKey key) => new(0, "");

    public override Decision Decide(GrownState state, Update update, in DecisionContext context) =>
        new Decision.Apply(new GrownTaken(((StockUpdate.Received)update.Payload).Quantity.Value, "because"));

    public override GrownState Evolve(GrownState state, DomainEvent @event, in EventFacts facts) => new(state.Sum + ((GrownTaken)@event).Amount, ((GrownTaken)@event).Why);
}

internal sealed record GrownState(decimal Sum, string Why);

internal sealed record GrownTaken(decimal Amount, string Why) : DomainEvent;

internal sealed record OldTaken(decimal Amount) : DomainEvent;
