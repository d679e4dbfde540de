global using Sync.Contracts;
