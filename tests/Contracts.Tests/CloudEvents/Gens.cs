using System.Collections.Immutable;
using CsCheck;

namespace Sync.Contracts.Tests.CloudEvents;

/// <summary>Arbitrary updates of every registered type, with identifiers that need spelling and instants with offsets.</summary>
internal static class Gens
{
    private static readonly Gen<char> IdChar = Gen.Char["ABCxyz019-_. /%äß漢\"\\<&'+"];

    public static readonly Gen<string> Identifier = IdChar.Array[1, 20].Select(c => new string(c)).Where(Identifiers.IsValid);
    public static readonly Gen<string> Line = Gen.Char["ABCxyz019-_. /%ä漢\"\\<&'+@#"].Array[1, 40].Select(c => new string(c));
    public static readonly Gen<decimal> Amount = Gen.Select(Gen.Long[1, 999_999_999_999_999], Gen.Int[0, 9], (n, scale) => Decimals.Normalize(new decimal(n) / Pow(scale)));
    public static readonly Gen<Quantity> Quantity = Gen.Select(Amount, OneOf("EA", "KGM", "C62", "X4A"), (a, u) => new Quantity(a, UnitCode.Parse(u)));

    public static readonly Gen<DateTimeOffset> Instant = Gen.Select(Gen.Long[0, 4_000_000_000_000_000], Gen.Int[-14 * 60, 14 * 60], (us, minutes) =>
        new DateTimeOffset(new DateTime(2000, 1, 1).AddTicks(us * 10).Ticks, TimeSpan.FromMinutes(minutes)));

    public static readonly Gen<StockStatus> Status = OneOf(StockStatus.Available, StockStatus.Quality, StockStatus.Blocked, StockStatus.Returned, StockStatus.Restricted);

    public static readonly Gen<StockAccount> Account = Gen.Select(
        Maybe(Identifier.Select(LotNumber.Parse)), Status, Maybe(Identifier.Where(o => o != "self").Select(PartyId.Parse)), (lot, status, owner) => new StockAccount(lot, status, owner));

    public static readonly Gen<StockKey> Position = Gen.Select(Identifier, Identifier, Identifier, (p, l, i) => new StockKey(PlantId.Parse(p), LocationId.Parse(l), ItemNumber.Parse(i)));
    public static readonly Gen<EntityKey> AnyEntity = Gen.OneOf(Position.Select(p => p.ToEntity()), Identifier.Select(i => new EntityKey("item", Identifiers.ToSegment(i))));
    public static readonly Gen<DocumentReference?> Reference = Null(Gen.Select(Line.Where(l => l.Length <= 32), Line, Null(Line), (k, n, l) => new DocumentReference(k, n, l)));
    public static readonly Gen<Refusal> Refusals = Gen.Select(Gen.OneOf([.. ErrorCodes.All.Select(Gen.Const)]), Line, (c, m) => c.With(m));

    public static readonly Gen<OwnershipRule> Rule = Gen.Select(
        OneOf("/adapters/erp/main", "/adapters/wms/*"), Maybe(OneOf(MovementType.Receipt, MovementType.Issue)), Maybe(Identifier.Select(LocationId.Parse)), Maybe(Instant), Gen.Int[0, 129_600], Gen.Int[1, 129_600],
        (owner, movement, location, from, tolerance, wait) => new OwnershipRule(owner, movement, location, from, from?.AddDays(1), tolerance, wait));

    public static readonly Gen<UpdateId> Id = Gen.Select(
        OneOf("/adapters/erp/main", "urn:x:1", "https://wms.example/a", "/ä"), Gen.Int[0, 3], Line, (source, epoch, id) => new UpdateId(source, epoch, id));

    /// <summary>The payloads of each type, by its name without prefix and version.</summary>
    public static readonly ImmutableDictionary<string, Gen<UpdatePayload>> Payloads = new Dictionary<string, Gen<UpdatePayload>>
    {
        ["stock.received"] = Of(Gen.Select(Quantity, Account, OneOf(MovementType.Receipt, MovementType.InitialLoad), Reference, (q, a, m, r) => new StockUpdate.Received(q, a, m, r))),
        ["stock.issued"] = Of(Gen.Select(Quantity, Account, OneOf(MovementType.Issue, MovementType.Scrap), Null(Line), Reference, (q, a, m, v, r) => new StockUpdate.Issued(q, a, m, v, r))),
        ["stock.transferred"] = Of(Gen.Select(Quantity, Identifier, Account, Reference, (q, to, a, r) => new StockUpdate.Transferred(q, LocationId.Parse(to), a, r))),
        ["stock.status-changed"] = Of(Gen.Select(Quantity, Account, Status, Reference, (q, a, s, r) => new StockUpdate.StatusChanged(q, a, s, r)).Where(s => s.From.Status != s.To)),
        ["stock.counted"] = Of(Gen.Select(Gen.Select(Quantity, Account, (q, a) => new CountLine(q, a)).Array[0, 4], Gen.Bool, Reference, (l, c, r) => new StockUpdate.Counted([.. l.DistinctBy(x => x.Account)], c || l.Length == 0, r))),
        ["stock.count-posted"] = Of(Gen.Select(Quantity, Account, Line, (q, a, c) => new StockUpdate.CountPosted(q, a, c))),
        ["stock.adjusted"] = Of(Gen.Select(Quantity, Line, Account, Reference, (q, why, a, r) => new StockUpdate.Adjusted(q with { Value = -q.Value }, why, a, r))),
        ["stock.reversed"] = Of(Gen.Select(Line, Maybe(Quantity), Null(Line), Reference, (id, q, s, r) => new StockUpdate.Reversed(id, q, s, r))),
        ["stock.reserve"] = Of(Gen.Select(Line, Quantity, Line, Maybe(Instant), Gen.Bool, (id, q, f, e, s) => new StockUpdate.Reserve(id, q, f, e, s))),
        ["stock.release"] = Of(Gen.Select(Line, Maybe(Quantity), (id, q) => new StockUpdate.Release(id, q))),
        ["stock.arrive"] = Of(Gen.Select(Line, Position, Quantity, Account, Reference, (t, p, q, a, r) => new StockUpdate.Arrive(t, p, q, a with { Status = StockStatus.InTransit }, r))),
        ["stock.confirm-arrival"] = Of(Gen.Select(Line, Quantity, (t, q) => new StockUpdate.ConfirmArrival(t, q))),
        ["stock.expire"] = Of(Gen.Select(Line, Instant, (r, e) => new StockUpdate.Expire(r, e))),
        ["item.register"] = Of(Gen.Select(Null(Line), Gen.Bool, Gen.Int[0, 9], Maybe(Instant), (n, lots, s, from) => new ItemUpdate.Register(UnitCode.Each, n, lots, s, [new UnitConversion(UnitCode.Parse("CA"), new Ratio(24, 7), from, from?.AddDays(1))]))),
        ["item.meet"] = Of(Gen.Const(new ItemUpdate.Meet(UnitCode.Each))),
        ["item.await"] = Of(AnyEntity.Select(e => new ItemUpdate.Await(e))),
        ["plant.register"] = Of(Gen.Select(Null(Line), Gen.Enum<World>(), (n, w) => new PlantUpdate.Register("Etc/UTC", n, w))),
        ["plant.register-location"] = Of(Gen.Select(Identifier, Null(Line), (l, n) => new PlantUpdate.RegisterLocation(LocationId.Parse(l), n))),
        ["plant.meet"] = Of(Identifier.Select(l => new PlantUpdate.Meet(LocationId.Parse(l)))),
        ["plant.await"] = Of(Gen.Select(AnyEntity, Maybe(Identifier.Select(LocationId.Parse)), (e, l) => new PlantUpdate.Await(e, l))),
        ["stock.claim-due"] = Of(Gen.Select(Id, Instant, (c, d) => new StockUpdate.ClaimDue(c, d))),
        ["plant.set-ownership"] = Of(Rule.Array[0, 3].Select(r => new PlantUpdate.SetOwnership([.. r]))),
        ["plant.set-periods"] = Of(Gen.Select(Maybe(Gen.Int[0, 3_000_000].Select(DateOnly.FromDayNumber)), Gen.Enum<ClosedPeriodRule>(), (d, r) => new PlantUpdate.SetPeriods(d, r))),
        ["case.open"] = Of(Gen.Select(Refusals, AnyEntity, Maybe(Id), Instant, (r, a, u, d) => new CaseUpdate.Open(r, a, u, d))),
        ["case.own"] = Of(Line.Select(o => new CaseUpdate.Own(o))),
        ["case.acknowledge"] = Of(Line.Select(b => new CaseUpdate.Acknowledge(b))),
        ["case.resolve"] = Of(Gen.Select(Line, Null(Line), (b, n) => new CaseUpdate.Resolve(b, n))),
        ["case.fall-due"] = Of(Instant.Select(d => new CaseUpdate.FallDue(d))),
        ["control.resume"] = Of(Maybe(Id).Select(i => new ControlUpdate.Resume(i))),
        ["control.discard"] = Of(Gen.Select(Id, Line, Line, (i, r, b) => new ControlUpdate.Discard(i, r, b))),
        ["control.new-epoch"] = Of(Gen.Select(Id, Line, Line, (i, r, b) => new ControlUpdate.NewEpoch(i, r, b))),
        ["control.fix"] = Of(Gen.Select(Id, Line, Line, Line, (i, e, r, b) => new ControlUpdate.Fix(i, e, r, b))),
        ["control.declare-missing"] = Of(Gen.Select(Id, Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Line, Line, (i, f, t, r, b) => new ControlUpdate.DeclareMissing(i.Source, i.Epoch, f, t, r, b))),
        ["control.gap-due"] = Of(Id.Select(i => new ControlUpdate.GapDue(i))),
    }.ToImmutableDictionary();

    /// <summary>Updates of one type.</summary>
    public static Gen<Update> Update(UpdateType type) => Gen.Select(
        Gen.Select(Id, Target(type), Payloads[type.Name["com.orleanssync.".Length..]]),
        Gen.Select(Instant, Maybe(Gen.Int[0, 3_000_000].Select(DateOnly.FromDayNumber)), Maybe(Gen.Long[0, long.MaxValue]), Null(Gen.Const("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")), Null(Line), Null(Line)),
        (a, b) => new Update(a.Item1, a.Item2, a.Item3, b.Item1, type.Kind == "stock" ? b.Item2 : null, b.Item3, b.Item4, b.Item5, b.Item6));

    private static Gen<EntityKey> Target(UpdateType type) => type.Kind switch
    {
        "stock" => Position.Select(p => p.ToEntity()),
        "case" => AnyEntity.Select(e => new EntityKey("case", $"item-unknown/{e}")),
        null => AnyEntity,
        var kind => Identifier.Select(i => new EntityKey(kind, Identifiers.ToSegment(i))),
    };

    private static Gen<UpdatePayload> Of<T>(Gen<T> gen)
        where T : UpdatePayload => gen.Select(p => (UpdatePayload)p);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Select(Gen.Bool, gen, (some, value) => some ? value : (T?)null);

    private static Gen<T?> Null<T>(Gen<T> gen)
        where T : class => Gen.Select(Gen.Bool, gen, (some, value) => some ? value : null);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.OneOf([.. values.Select(Gen.Const)]);

    private static decimal Pow(int scale) => scale == 0 ? 1 : 10 * Pow(scale - 1);
}
