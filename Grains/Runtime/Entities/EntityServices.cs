using Sync.Contracts;
using Sync.Grains.Upgrades;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>What every entity shell is given.</summary>
internal sealed record EntityServices(
    IJournal Journal, MasterDesk Masters, TimeProvider Clock, EntityOptions Options, LocalEntities Local, UpdateContracts? Contracts = null, FormatBoard? Formats = null);
