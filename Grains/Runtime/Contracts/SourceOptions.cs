using Sync.Contracts;

namespace Sync.Grains;

/// <summary>What is agreed with one source, or with all whose name begins alike.</summary>
public sealed class SourceOptions
{
    /// <summary>The source, such as <c>/adapters/mes/line1</c>, or a beginning that ends in <c>*</c>. Required.</summary>
    public string Source { get; set; } = "";

    /// <summary>The CloudEvents type that this is about, such as <c>com.orleanssync.stock.counted.v1</c>; absent: every fact about stock.</summary>
    public string? Type { get; set; }

    /// <summary><c>strict</c>: facts take effect in the order of the source's sequence for each key. Absent (default): as the type has it.</summary>
    public OrderRule? Order { get; set; }

    /// <summary><c>sequence</c>: the sequence has one message id, and remembers it for ever in ranges; implied by a strict order. Default <c>messageId</c>.</summary>
    public IdentityRule? Identity { get; set; }

    /// <summary>The first number of the sequence for a key, 0 or more, default 1.</summary>
    public long FirstSequence { get; set; } = 1;

    /// <summary>How long a gap in a strict sequence may stay before a case is opened, 1 second to 30 days, default 15 minutes.</summary>
    public TimeSpan? GapTimeout { get; set; }

    /// <summary>Whether the same content under another message id is flagged <c>same-content</c>, default false. Looks at the newest 64 updates of a key.</summary>
    public bool SameContent { get; set; }

    /// <summary>How it shows that the source has started its numbers again. <c>stated</c> (default): it says so by a higher <c>sourceepoch</c>, or an operator does.
    /// <c>birth</c>: its first number comes again with other content; implies the identity <c>sequence</c>.</summary>
    public ResetRule Reset { get; set; }
}
