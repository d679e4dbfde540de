using Sync.Contracts;

namespace Sync.Domain.Flows;

/// <summary>What a flow wants done.</summary>
public abstract record FlowOutput
{
    private FlowOutput()
    {
    }

    /// <summary>A command, now.</summary>
    /// <param name="Update">The command.</param>
    public sealed record Send(Update Update) : FlowOutput;

    /// <summary>A command, later.</summary>
    /// <param name="Due">When.</param>
    /// <param name="Update">The command.</param>
    public sealed record SendAt(DateTimeOffset Due, Update Update) : FlowOutput;
}
