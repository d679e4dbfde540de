namespace Sync.Factory.Plan.Scenarios;

/// <summary>Something that happens in a factory. It speaks now and may have more to say later.</summary>
internal interface IScenario
{
    /// <summary>How often it happens, beside the others.</summary>
    int Weight { get; }

    void Play(PlanContext c);
}
