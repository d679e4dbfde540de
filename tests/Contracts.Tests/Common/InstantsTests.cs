using System.Globalization;
using CsCheck;

namespace Sync.Contracts.Tests.Common;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-11-23T08:15:00Z", "2026-11-23T08:15:00.0000000+00:00")]
    [InlineData("2026-11-23t08:15:00z", "2026-11-23T08:15:00.0000000+00:00")]
    [InlineData("2026-11-23T08:15:00.1+01:00", "2026-11-23T08:15:00.1000000+01:00")]
    [InlineData("2026-11-23T08:15:00.1234567-05:30", "2026-11-23T08:15:00.1234560-05:30")]
    [InlineData("2026-11-23T08:15:00.123456789012345678Z", "2026-11-23T08:15:00.1234560+00:00")]
    [InlineData("2024-02-29T23:59:59+14:00", "2024-02-29T23:59:59.0000000+14:00")]
    public void Reads_rfc_3339_cut_to_microseconds(string text, string expected)
    {
        Assert.True(Instants.TryParse(text, out var instant));
        Assert.Equal(expected, instant.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2026-11-23T08:15:00")]
    [InlineData("2026-11-23 08:15:00Z")]
    [InlineData("2026-11-23T08:15Z")]
    [InlineData("2026-11-23T08:15:00.Z")]
    [InlineData("2026-11-23T08:15:00.5")]
    [InlineData("2026-11-23T08:15:60Z")]
    [InlineData("2026-11-23T24:00:00Z")]
    [InlineData("2026-02-29T08:15:00Z")]
    [InlineData("2026-13-01T08:15:00Z")]
    [InlineData("2026-11-23T08:15:00+0100")]
    [InlineData("2026-11-23T08:15:00+15:00")]
    [InlineData("2026-11-23T08:15:00+01:60")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("２０２６-11-23T08:15:00Z")]
    public void Refuses_everything_that_names_no_instant(string text) => Assert.False(Instants.TryParse(text, out _));

    [Fact]
    public void Reads_what_the_round_trip_form_writes() => CloudEvents.Gens.Instant.Sample(
        instant =>
        {
            Assert.True(Instants.TryParse(instant.ToString("O", CultureInfo.InvariantCulture), out var back));
            Assert.True(instant.EqualsExact(back));
        });
}
