using Sync.Gateway.Access;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Commands;

/// <summary>What the requests for master data have in common.</summary>
internal static class Masters
{
    private const string Register = "com.orleanssync.{0}.v1";

    /// <summary>The type of update with this name.</summary>
    public static UpdateType Type(string name) => UpdateTypes.Find(Register.Replace("{0}", name)) ?? throw new InvalidOperationException($"{name} is not a registered type");

    /// <summary>Items belong to the whole enterprise: a key that is limited to plants does not change them.</summary>
    public static ProblemResult? Check(HttpContext http, EntityKey target) =>
        http.Caller().MayEntity(target) ? null : Problems.Of(ErrorCodes.Forbidden, $"the key '{http.Caller().Name}' is not for {target}");
}
