namespace Sync.Contracts;

/// <summary>What decides the order in which updates take effect.</summary>
public enum OrderRule
{
    /// <summary>None: each is decided as it comes, in the order of the journal.</summary>
    None,

    /// <summary>They commute: any order of arrival gives the same state.</summary>
    Commutes,

    /// <summary>When it happened at the source decides, not when it came.</summary>
    Occurrence,

    /// <summary>The source's sequence decides: a later one waits until every earlier one has come.</summary>
    Strict,
}
