using System.Text;
using CsCheck;

namespace Sync.Contracts.Tests.CloudEvents;

public sealed class UpdateJsonRoundTripTests
{
    private const int Samples = 300;

    public static TheoryData<string> Types => [.. UpdateTypes.All.Select(t => t.FullName)];

    public static TheoryData<string> PublicTypes => [.. UpdateTypes.All.Where(t => t.Public).Select(t => t.FullName)];

    [Theory, MemberData(nameof(Types))]
    public void What_is_written_is_read_as_the_same_update(string type) => Gens.Update(UpdateTypes.Find(type)!).Sample(
        update => Check(update, UpdateJson.Read(Encoding.UTF8.GetBytes(UpdateJson.Write(update)), UpdateReadOptions.Stored)), iter: Samples);

    [Theory, MemberData(nameof(PublicTypes))]
    public void A_public_update_written_by_us_is_accepted_from_outside_unchanged(string type) => Gens.Update(UpdateTypes.Find(type)!).Where(IsPlausible).Sample(
        update => Check(update, UpdateJson.Read(Encoding.UTF8.GetBytes(UpdateJson.Write(update)), UpdateReadOptions.Outside)), iter: Samples);

    [Theory, MemberData(nameof(PublicTypes))]
    public void Accepting_an_update_twice_changes_nothing_more(string type) => Gens.Update(UpdateTypes.Find(type)!).Where(IsPlausible).Sample(
        update => Check(update, UpdateRules.Accept(UpdateRules.Accept(update).Update!)), iter: Samples);

    [Fact]
    public void Internal_types_are_not_known_outside()
    {
        foreach (var type in UpdateTypes.All.Where(t => !t.Public))
        {
            Gens.Update(type).Sample(
                update =>
                {
                    var reading = UpdateJson.Read(Encoding.UTF8.GetBytes(UpdateJson.Write(update)), UpdateReadOptions.Outside);
                    Assert.Equal(ErrorCodes.UnknownType.Code, reading.Refusal?.Code);
                    Assert.Equal(ErrorCodes.UnknownType.Code, UpdateRules.Accept(update).Refusal?.Code);
                },
                iter: 5);
        }
    }

    // A transfer to the sending location itself is rightly refused.
    private static bool IsPlausible(Update update) =>
        update.Payload is not StockUpdate.Transferred t || StockKey.Parse(update.Target.Id).Location != t.To;

    private static void Check(Update expected, UpdateReading reading)
    {
        Assert.True(reading.TryGet(out var actual, out var refusal), refusal?.Message);
        Assert.Equal(expected with { Payload = actual.Payload }, actual);
        Assert.Equal(expected.OccurredAt?.Offset, actual.OccurredAt?.Offset);
        Assert.Equivalent(expected.Payload, actual.Payload, strict: true);
        Assert.Equal(UpdateJson.Write(expected), UpdateJson.Write(actual));
    }
}
