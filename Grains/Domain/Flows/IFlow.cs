using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Flows;

/// <summary>Turns changes into commands for other entities. Pure: the same record gives the same outputs with the same identities, so that
/// running it again changes nothing. Thread-safe.</summary>
public interface IFlow
{
    /// <summary>The name, part of the identity of every command: never changes.</summary>
    string Name { get; }

    /// <summary>What follows from a record.</summary>
    IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e);
}
