using System.Runtime.CompilerServices;
using System.Text;

namespace Sync.Contracts.Tests.Errors;

/// <summary>docs/errors.md is written from the one list. To write it anew: ORLEANSSYNC_WRITE_DOCS=1 dotnet test --project tests/Contracts.Tests</summary>
public sealed class ErrorDocsTests
{
    [Fact]
    public void The_page_of_error_codes_says_what_the_list_says()
    {
        var expected = Write();
        if (Environment.GetEnvironmentVariable("ORLEANSSYNC_WRITE_DOCS") == "1") File.WriteAllText(Page(), expected);
        Assert.True(File.Exists(Page()), "docs/errors.md is missing: write it with ORLEANSSYNC_WRITE_DOCS=1");
        Assert.Equal(expected, File.ReadAllText(Page()));
    }

    private static string Write()
    {
        var text = new StringBuilder("""
            # Error codes

            Written from the one list in `Grains.Interfaces/Errors/ErrorCodes.cs`. Every problem detail links to its code: `/errors/CODE` on the program itself, as JSON or as a page.
            Receipts of updates carry the same codes. What is refused has changed nothing; what is held waits and goes on when its cause is gone.

            """);
        foreach (var error in ErrorCodes.All.OrderBy(e => e.Code, StringComparer.Ordinal))
            text.Append($"\n## {error.Code}\n\n{error.Title}. HTTP status {error.Status} where a whole request is refused with it.\n\nCure: {error.Cure}\n");
        return text.ToString();
    }

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "errors.md"));
}
