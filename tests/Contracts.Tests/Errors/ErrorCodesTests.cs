using System.Reflection;
using System.Text.RegularExpressions;

namespace Sync.Contracts.Tests.Errors;

public sealed partial class ErrorCodesTests
{
    [Fact]
    public void Codes_are_unique_and_spelled_in_one_way()
    {
        Assert.Equal(ErrorCodes.All.Length, ErrorCodes.All.Select(e => e.Code).Distinct().Count());
        Assert.All(ErrorCodes.All, e => Assert.Matches(Spelling(), e.Code));
    }

    [Fact]
    public void Every_error_has_a_title_a_cure_and_a_status_of_failure() => Assert.All(ErrorCodes.All, e =>
    {
        Assert.NotEmpty(e.Title);
        Assert.EndsWith(".", e.Cure);
        Assert.InRange(e.Status, 400, 599);
    });

    [Fact]
    public void The_list_has_every_error_that_has_a_name()
    {
        var named = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<ErrorCode>();
        Assert.Equal(named.Select(e => e.Code).Order(), ErrorCodes.All.Select(e => e.Code).Order());
    }

    [Fact]
    public void Every_error_is_found_by_its_code() => Assert.All(ErrorCodes.All, e => Assert.Same(e, ErrorCodes.Find(e.Code)));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Spelling();
}
