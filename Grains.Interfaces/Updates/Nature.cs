namespace Sync.Contracts;

/// <summary>Whether an update reports or asks. Business rules refuse only requests.</summary>
public enum Nature
{
    /// <summary>It happened: it is applied and flagged, or held with a case; never refused by a business rule.</summary>
    Fact,

    /// <summary>It asks: rules may refuse it, and then nothing changes.</summary>
    Request,
}
