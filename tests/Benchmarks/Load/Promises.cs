namespace Sync.Benchmarks.Load;

/// <summary>What must hold after a run, or its numbers do not count.</summary>
internal static class Promises
{
    /// <summary>Sends new updates, sends them again, and counts what is stored.</summary>
    public static async Task CheckAsync(ISubject subject, Workload workload, KeyLaw law)
    {
        if (await subject.CountAsync() is null) return;
        var again = new CallShape(50, 1).Make(workload, law, new Random(99));
        await ClosedLoad.SubmitAsync(subject, again);
        var applied = await subject.SubmitAsync(again);
        if (applied != 0) throw new WrongResultException($"{subject.Name} applied {applied} of {again.Length} duplicates");
        var stored = await subject.CountAsync();
        if (stored != workload.Made) throw new WrongResultException($"{subject.Name} has {stored:N0} change records for {workload.Made:N0} updates");
    }
}
