global using System.Collections.Immutable;
global using Sync.Contracts;
