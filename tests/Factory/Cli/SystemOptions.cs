using System.CommandLine;
using Sync.Factory.Running;

namespace Sync.Factory.Cli;

/// <summary>The options by which every command finds the system and the books.</summary>
internal static class SystemOptions
{
    public static Option<Uri> BaseUrl { get; } = new("--base-url")
    {
        Description = "Where the system answers, for example http://127.0.0.1:8080.",
        Required = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
            result.AddError("--base-url must be an absolute http or https address");
            return null;
        },
    };

    public static Option<string> KeyFile { get; } = new("--key-file") { Description = "The file whose one line is the operator's key.", Required = true };

    public static Option<string> Books { get; } = new("--books") { Description = "The folder of the books. It belongs to one data folder of the system.", Required = true };

    public static FactoryOptions Read(ParseResult parsed) => new()
    {
        BaseUrl = parsed.GetRequiredValue(BaseUrl),
        KeyFile = parsed.GetRequiredValue(KeyFile),
        Books = parsed.GetRequiredValue(Books),
    };
}
